// SPDX-License-Identifier: GPL-3.0-or-later
// PubMed XML (DTD pubmed_250101 and its forerunners back to 2009): a stream is cut into records, each record is read
// into an Article. Memory holds one record at a time, whatever the length of the file.
#pragma once

#include "corpus/article.hpp"
#include "corpus/error.hpp"

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace casebook {

/// Reads one `PubmedArticle`, `PubmedBookArticle` or bare `MedlineCitation`.
Parsed<Article> parse_pubmed_record(std::string_view xml);

/// The PMIDs of a `DeleteCitation` element.
Parsed<std::vector<std::string>> parse_delete_citation(std::string_view xml);

/// `torn`: a record that was begun and never closed.
enum class PubmedPiece { article, deletion, torn };

/// Cuts a stream of PubMed XML into records. Feed it the bytes as they come; it hands out each whole element with the
/// byte position at which it began.
class PubmedSplitter
{
public:
    using Sink = std::function<void(PubmedPiece, std::string_view xml, std::size_t position)>;
    explicit PubmedSplitter(Sink sink) : sink_(std::move(sink)) {}

    void feed(std::string_view bytes);

    /// Call at the end of the stream: a record still open is handed out as torn.
    void finish();

    /// The name of the first element seen ("PubmedArticleSet", "html", …); "" while none was.
    const std::string& root() const { return root_; }

private:
    std::size_t take_record(std::size_t from, bool& starved);

    Sink sink_;
    std::string buffer_;
    std::size_t consumed_ = 0; ///< bytes of the stream before `buffer_`
    std::string root_;
};

} // namespace casebook

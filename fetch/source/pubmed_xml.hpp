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
/// byte position at which it began. What stands in a comment or a CDATA section opens and closes nothing. A record
/// that was never closed ends where the next one begins, or its set ends, or the stream.
class PubmedSplitter
{
public:
    using Sink = std::function<void(PubmedPiece, std::string_view xml, std::size_t position)>;
    struct RecordElement;
    explicit PubmedSplitter(Sink sink) : sink_(std::move(sink)) {}

    void feed(std::string_view bytes);

    /// Call at the end of the stream: a record still open is handed out as torn.
    void finish();

    /// The name of the first element seen ("PubmedArticleSet", "html", …); "" while none was.
    const std::string& root() const { return root_; }

    /// After `finish`: the stream ended between two records, before its set of records was closed.
    bool cut_short() const { return open_sets_ > 0; }

private:
    bool step();
    bool enter_special(std::string_view rest);
    bool leave_special();
    void take_tag(std::string_view name, bool closing, std::size_t end);
    void hand_out(PubmedPiece piece, std::size_t end);
    void forget();

    Sink sink_;
    std::string buffer_;
    std::size_t consumed_ = 0;               ///< bytes of the stream before `buffer_`
    std::size_t scan_ = 0;                   ///< how far `buffer_` has been looked at
    std::size_t record_ = std::string::npos; ///< where the open record begins, if one is open
    const RecordElement* open_ = nullptr;    ///< what kind it is
    std::size_t special_ = 0;                ///< where the open comment begins
    std::string_view until_;                 ///< what ends it; empty outside
    int open_sets_ = 0;
    bool last_ = false;
    std::string root_;
};

} // namespace casebook

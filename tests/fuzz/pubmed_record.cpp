// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a record or an error, and what is a record can be kept, shown and read back.
#include "corpus/json.hpp"
#include "corpus/text.hpp"
#include "fetch/source/pubmed_xml.hpp"
#include "tests/fuzz/target.hpp"

using namespace casebook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view xml = as_text(data, size);
    const auto pmids = parse_delete_citation(xml);
    promise(!pmids || pmids->size() <= size, "no more PMIDs than bytes");
    const auto article = parse_pubmed_record(xml);
    if (!article) {
        promise(article.error().position <= size, "an error stands within the text");
        promise(!article.error().what.empty(), "an error says what is wrong");
        return 0;
    }
    promise(article->id == "pubmed:" + article->pmid && article->pmid.size() <= 10, "an id that the index can hold");
    promise(article_from_json(to_json(*article)) == *article, "an article comes back from JSON");
    for (const std::string& text : {displayed(article->title), abstract_text(*article), citation(*article)})
        promise(invalid_utf8(text) == std::string_view::npos, "texts are UTF-8");
    for (const Mark& mark : article->title.marks)
        promise(mark.begin < mark.end && mark.end <= article->title.text.size(), "marks stand in their text");
    for (const Passage& passage : passages(*article))
        promise(collapse(passage.text) == passage.text, "white space is collapsed");
    return 0;
}

// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are JATS articles or an error; what was read is UTF-8, and each article stands within the text.
#include "fetch/source/jats.hpp"
#include "corpus/json.hpp"
#include "corpus/text.hpp"
#include "tests/fuzz/target.hpp"

using namespace casebook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view xml = as_text(data, size);
    const auto set = parse_jats(xml);
    if (!set) {
        promise(set.error().position <= size, "an error stands within the text");
        promise(!set.error().what.empty(), "an error says what is wrong");
        return 0;
    }
    for (const JatsArticle& article : set->articles) {
        promise(article.begin < article.end && article.end <= size, "an article stands within the text");
        promise(article_from_json(to_json(article.record)) == article.record, "a record comes back from JSON");
        promise(passages_from_json(to_json(article.passages)) == article.passages, "passages come back from JSON");
        for (const Passage& passage : article.passages)
            promise(!passage.text.empty() && collapse(passage.text) == passage.text, "white space is collapsed");
    }
    return 0;
}

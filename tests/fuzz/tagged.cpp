// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are cut into records in the same way however they come, and each is a record or an error.
#include "fetch/source/tagged.hpp"
#include "corpus/json.hpp"
#include "corpus/text.hpp"
#include "fetch/source/foreign_decisions.hpp"
#include "fetch/source/nbib.hpp"
#include "fetch/source/ris.hpp"
#include "tests/fuzz/target.hpp"

using namespace casebook;

namespace {

std::vector<std::string> cut(std::string_view text, std::size_t step)
{
    std::vector<std::string> out;
    TaggedSplitter splitter("TY", "ER", [&](std::string_view record, std::size_t, bool) { out.emplace_back(record); });
    for (std::size_t at = 0; at < text.size(); at += step)
        splitter.feed(text.substr(at, step));
    splitter.finish();
    return out;
}

void check(const Parsed<Article>& article)
{
    if (!article) {
        promise(!article.error().what.empty(), "an error says what is wrong");
        return;
    }
    promise(!article->id.empty(), "a record has an id");
    promise(article_from_json(to_json(*article)) == *article, "a record comes back from JSON");
    promise(invalid_utf8(citation(*article)) == std::string_view::npos, "texts are UTF-8");
}

void check(const std::vector<Decision>& decisions)
{
    for (const Decision& decision : decisions) {
        promise(!decision.by.empty() && decision.by != by_rules, "a decision is somebody's");
        promise(invalid_utf8(decision.note + decision.by) == std::string_view::npos, "texts are UTF-8");
    }
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = as_text(data, size);
    const std::vector<std::string> records = cut(text, 7);
    promise(records == cut(text, text.size() + 1), "pieces make no difference");
    for (const std::string& record : records) {
        check(parse_ris_record(record));
        check(decisions_in_ris(record));
    }
    check(parse_nbib_record(text));
    check(decisions_in_nbib(text));
    return 0;
}

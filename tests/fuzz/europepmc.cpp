// SPDX-License-Identifier: GPL-3.0-or-later
// Any bytes are a page of Europe PMC's search or an error; what was read is UTF-8 and comes back from JSON.
#include "corpus/json.hpp"
#include "corpus/text.hpp"
#include "fetch/source/europepmc_answer.hpp"
#include "tests/fuzz/target.hpp"

using namespace casebook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view json = as_text(data, size);
    const auto page = parse_europepmc_page(json);
    if (!page) {
        promise(page.error().position <= size, "an error stands within the text");
        promise(!page.error().what.empty(), "an error says what is wrong");
        return 0;
    }
    for (const EuropePmcRecord& record : page->records) {
        promise(invalid_utf8(record.raw) == std::string_view::npos, "a record is UTF-8");
        if (!record.article)
            continue;
        promise(record.article->id == record.id && !record.id.empty(), "an article has its id");
        promise(article_from_json(to_json(*record.article)) == *record.article, "a record comes back from JSON");
        for (const Passage& passage : passages(*record.article))
            promise(collapse(passage.text) == passage.text, "white space is collapsed");
    }
    return 0;
}

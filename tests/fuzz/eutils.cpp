// SPDX-License-Identifier: GPL-3.0-or-later
// Any answer of a service is read or is an error; no service's words get out of hand.
#include "corpus/text.hpp"
#include "fetch/source/eutils_answer.hpp"
#include "fetch/source/openfda.hpp"
#include "fetch/source/pubmed_xml.hpp"
#include "tests/fuzz/target.hpp"

using namespace casebook;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = as_text(data, size);
    if (const auto answer = parse_search_answer(text); !answer)
        promise(!answer.error().what.empty(), "an error says what is wrong");
    if (const auto deleted = parse_delete_citation(text); !deleted)
        promise(!deleted.error().what.empty(), "an error says what is wrong");
    for (const int status : {200, 404, 500})
        if (const auto total = parse_openfda_total(status, text); !total)
            promise(!total.error().what.empty(), "an error says what is wrong");
    const std::string words = shortened_words(text);
    promise(words.size() <= 163 && words.find('\n') == std::string::npos, "a service's words are a short line");
    return 0;
}

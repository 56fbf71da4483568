// SPDX-License-Identifier: GPL-3.0-or-later
// Short texts out of options and files: any is read, and what is read is sound, or is an error.
#include "corpus/base64.hpp"
#include "corpus/day.hpp"
#include "corpus/faers.hpp"
#include "fetch/source/faers_fetch.hpp"
#include "index/faers/signal.hpp"
#include "tests/fuzz/target.hpp"

using namespace casebook;

namespace {

template <class T> bool is_read(const Parsed<T>& parsed, std::size_t size)
{
    promise(parsed || (!parsed.error().what.empty() && parsed.error().position <= size),
            "an error says what is wrong and where");
    return parsed.has_value();
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    const std::string_view text = as_text(data, size);
    if (const auto bytes = parse_base64(text); is_read(bytes, size))
        promise(to_base64(*bytes) == text, "there is one way to write bytes");
    promise(parse_base64(to_base64(text)).value() == text, "any bytes come back");
    if (const auto prior = parse_prior(text); is_read(prior, size))
        promise(prior->alpha1 > 0 && prior->beta1 > 0 && prior->alpha2 > 0 && prior->beta2 > 0 && prior->p >= 0 &&
                    prior->p <= 1,
                "a prior is one");
    is_read(parse_faers_quarter(text), size);
    is_read(parse_period_date(text), size);
    if (const auto quarters = parse_faers_quarters(text, "2026-01-31"); is_read(quarters, size))
        promise(!quarters->empty(), "quarters that are asked for are some");
    promise(!is_day(text) || begins_with_day(text), "a day begins with itself");
    return 0;
}

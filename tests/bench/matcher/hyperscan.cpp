// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/bench/matcher/hyperscan.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <hs/hs.h>
#include <stdexcept>

namespace casebook {

struct Hyperscan::Impl
{
    std::vector<std::string> terms;
    hs_database_t* database = nullptr;
    hs_scratch_t* scratch = nullptr;
};

namespace {

struct Sink
{
    const std::vector<std::string>& terms;
    const std::string& text;
    std::vector<Stretch> found;
};

bool is_inside_a_word(const std::string& text, std::size_t at)
{
    return at > 0 && at < text.size() && is_word(text[at - 1]) && is_word(text[at]);
}

/// Hyperscan tells where a literal ends; its length tells where it begins.
int take(unsigned id, unsigned long long /*from*/, unsigned long long to, unsigned /*flags*/, void* context)
{
    Sink& sink = *static_cast<Sink*>(context);
    const std::size_t from = to - sink.terms[id].size();
    if (!is_inside_a_word(sink.text, from) && !is_inside_a_word(sink.text, to))
        sink.found.emplace_back(from, to);
    return 0;
}

void keep_longest(std::vector<Stretch>& found)
{
    std::ranges::sort(found, [](const Stretch& a, const Stretch& b) {
        return a.first != b.first ? a.first < b.first : a.second > b.second;
    });
    std::size_t kept = 0;
    std::uint32_t end = 0;
    for (const Stretch& one : found)
        if (one.first >= end) {
            found[kept++] = one;
            end = one.second;
        }
    found.resize(kept);
}

void check(hs_error_t status, const hs_compile_error_t* error)
{
    if (status != HS_SUCCESS)
        throw std::runtime_error(std::string("Hyperscan: ") +
                                 (error != nullptr ? error->message : std::to_string(status)));
}

} // namespace

std::string Hyperscan::version() { return hs_version(); }

Hyperscan::Hyperscan(std::vector<std::string> terms) : impl_(std::make_unique<Impl>())
{
    impl_->terms = std::move(terms);
    std::vector<const char*> begins;
    std::vector<std::size_t> sizes;
    std::vector<unsigned> ids;
    for (const std::string& term : impl_->terms) {
        begins.push_back(term.c_str());
        sizes.push_back(term.size());
        ids.push_back(static_cast<unsigned>(ids.size()));
    }
    const std::vector<unsigned> flags(ids.size(), HS_FLAG_CASELESS);
    hs_compile_error_t* error = nullptr;
    check(hs_compile_lit_multi(begins.data(), flags.data(), ids.data(), sizes.data(), static_cast<unsigned>(ids.size()),
                               HS_MODE_BLOCK, nullptr, &impl_->database, &error),
          error);
    check(hs_alloc_scratch(impl_->database, &impl_->scratch), nullptr);
}

Hyperscan::~Hyperscan()
{
    hs_free_scratch(impl_->scratch);
    hs_free_database(impl_->database);
}

std::vector<Stretch> Hyperscan::find(const std::string& text) const
{
    Sink sink{impl_->terms, text, {}};
    check(hs_scan(impl_->database, text.data(), static_cast<unsigned>(text.size()), 0, impl_->scratch, take, &sink),
          nullptr);
    keep_longest(sink.found);
    return std::move(sink.found);
}

} // namespace casebook

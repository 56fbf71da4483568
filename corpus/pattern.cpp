// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/pattern.hpp"

#include "corpus/required.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <re2/re2.h>

namespace casebook {

namespace {

RE2::Options options()
{
    RE2::Options out(RE2::Quiet);
    out.set_encoding(RE2::Options::EncodingLatin1); // bytes: offsets stay bytes
    return out;
}

} // namespace

struct Pattern::Impl
{
    explicit Impl(std::string_view pattern)
        : re(re2::StringPiece(pattern.data(), pattern.size()), options()), required(required_literals(pattern))
    {
    }
    RE2 re;
    std::vector<Clause> required;
};

Pattern::Pattern(std::string_view pattern) : impl_(std::make_unique<Impl>(pattern))
{
    if (!impl_->re.ok()) {
        const std::string head(pattern.substr(0, 120));
        std::fprintf(stderr, "a pattern of the program does not compile: %s…: %s\n", head.c_str(),
                     impl_->re.error().substr(0, 120).c_str());
        std::abort();
    }
}

Pattern::~Pattern() = default;
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

bool Pattern::found_in(std::string_view text) const
{
    return fulfils(text, impl_->required) && RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), impl_->re);
}

std::optional<std::vector<Span>> Pattern::find(std::string_view text, std::size_t from) const
{
    if (from > text.size() || !fulfils(text.substr(from), impl_->required))
        return std::nullopt;
    const auto groups = static_cast<std::size_t>(impl_->re.NumberOfCapturingGroups()) + 1;
    std::vector<re2::StringPiece> found(groups);
    const re2::StringPiece input(text.data(), text.size());
    if (!impl_->re.Match(input, from, text.size(), RE2::UNANCHORED, found.data(), static_cast<int>(groups)))
        return std::nullopt;
    std::vector<Span> spans(groups);
    for (std::size_t i = 0; i < groups; ++i)
        if (found[i].data() != nullptr) {
            spans[i].begin = static_cast<std::size_t>(found[i].data() - text.data());
            spans[i].end = spans[i].begin + found[i].size();
        }
    return spans;
}

std::vector<std::vector<Span>> Pattern::find_all(std::string_view text) const
{
    std::vector<std::vector<Span>> all;
    for (auto match = find(text); match; match = find(text, std::max(all.back()[0].end, all.back()[0].begin + 1)))
        all.push_back(std::move(*match));
    return all;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/pattern.hpp"

#include "corpus/required.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <mutex>
#include <re2/re2.h>
#include <string>

namespace casebook {

namespace {

RE2::Options options()
{
    RE2::Options out(RE2::Quiet);
    out.set_encoding(RE2::Options::EncodingLatin1); // bytes: offsets stay bytes
    return out;
}

} // namespace

class Pattern::Impl
{
public:
    explicit Impl(std::string_view pattern) : pattern_(pattern), required_(pattern)
    {
#ifndef NDEBUG
        re(); // a mistake in a pattern shows where it is made
#endif
    }

    /// Compiled when a text first may hold a match: of the hundreds of patterns most texts need few.
    const RE2& re() const
    {
        std::call_once(once_, [this] { compile(); });
        return *re_;
    }

    /// False: no match in the text, as its runs tell.
    bool allows(std::string_view text) const { return required_.says_nothing() || required_.allows(Grams(text)); }
    bool allows(const Searched& text) const { return required_.allows(text.grams()); }

    bool found_in(std::string_view text) const
    {
        return RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), re());
    }
    std::optional<std::vector<Span>> find(std::string_view text, std::size_t from) const;
    std::vector<std::vector<Span>> find_all(std::string_view text) const;
    const Required& required() const { return required_; }

private:
    void compile() const
    {
        re_.emplace(re2::StringPiece(pattern_), options());
        if (re_->ok())
            return;
        std::fprintf(stderr, "a pattern of the program does not compile: %s…: %s\n", pattern_.substr(0, 120).c_str(),
                     re_->error().substr(0, 120).c_str());
        std::abort();
    }

    std::string pattern_;
    Required required_;
    mutable std::once_flag once_;
    mutable std::optional<RE2> re_;
};

Pattern::Pattern(std::string_view pattern) : impl_(std::make_unique<Impl>(pattern)) {}
Pattern::~Pattern() = default;
const Required& Pattern::required() const { return impl_->required(); }
Pattern::Pattern(Pattern&&) noexcept = default;
Pattern& Pattern::operator=(Pattern&&) noexcept = default;

std::optional<std::vector<Span>> Pattern::Impl::find(std::string_view text, std::size_t from) const
{
    const auto groups = static_cast<std::size_t>(re().NumberOfCapturingGroups()) + 1;
    std::vector<re2::StringPiece> found(groups);
    const re2::StringPiece input(text.data(), text.size());
    if (from > text.size() ||
        !re().Match(input, from, text.size(), RE2::UNANCHORED, found.data(), static_cast<int>(groups)))
        return std::nullopt;
    std::vector<Span> spans(groups);
    for (std::size_t i = 0; i < groups; ++i)
        if (found[i].data() != nullptr) {
            spans[i].begin = static_cast<std::size_t>(found[i].data() - text.data());
            spans[i].end = spans[i].begin + found[i].size();
        }
    return spans;
}

std::vector<std::vector<Span>> Pattern::Impl::find_all(std::string_view text) const
{
    std::vector<std::vector<Span>> all;
    for (auto match = find(text, 0); match; match = find(text, std::max(all.back()[0].end, all.back()[0].begin + 1)))
        all.push_back(std::move(*match));
    return all;
}

bool Pattern::found_in(std::string_view text) const { return impl_->allows(text) && impl_->found_in(text); }
bool Pattern::found_in(const Searched& text) const { return impl_->allows(text) && impl_->found_in(text); }

std::optional<std::vector<Span>> Pattern::find(std::string_view text, std::size_t from) const
{
    return impl_->allows(text) ? impl_->find(text, from) : std::nullopt;
}
std::optional<std::vector<Span>> Pattern::find(const Searched& text, std::size_t from) const
{
    return impl_->allows(text) ? impl_->find(text, from) : std::nullopt;
}

std::vector<std::vector<Span>> Pattern::find_all(std::string_view text) const
{
    return impl_->allows(text) ? impl_->find_all(text) : std::vector<std::vector<Span>>{};
}
std::vector<std::vector<Span>> Pattern::find_all(const Searched& text) const
{
    return impl_->allows(text) ? impl_->find_all(text) : std::vector<std::vector<Span>>{};
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/required.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <cstring>
#include <optional>

namespace casebook {

namespace {

constexpr std::size_t shortest = 3;  ///< bytes; shorter literals stand in most texts
constexpr std::size_t most = 12;     ///< literals of a clause: beyond, the pattern itself is as quick
constexpr std::size_t most_slow = 4; ///< literals of a clause that begin in lower case
constexpr std::size_t most_clauses = 3;

using Clauses = std::vector<Clause>;

/// How often a piece of a pattern may stand.
enum class Times { once, at_least_once, perhaps_never };

bool begins_quick(const std::string& literal) { return is_upper(literal[0]); }

/// What it takes to look for a clause: capitals are rare in folded texts and soon found.
std::size_t cost(const Clause& clause)
{
    const auto slow = clause.size() - static_cast<std::size_t>(std::ranges::count_if(clause, begins_quick));
    return clause.size() + 6 * slow;
}

std::size_t shortest_in(const Clause& clause) { return std::ranges::min(clause, {}, &std::string::size).size(); }

/// Of the clauses of one alternative the one that says most for what it costs.
const Clause* best_of(const Clauses& clauses)
{
    const auto best = std::ranges::min_element(clauses, [](const Clause& a, const Clause& b) {
        return std::pair(cost(a), shortest_in(b)) < std::pair(cost(b), shortest_in(a));
    });
    return best == clauses.end() ? nullptr : &*best;
}

/// Reads a pattern from left to right. What it does not know throws `Unknown`.
class RequiredReader
{
public:
    struct Unknown
    {
    };

    explicit RequiredReader(std::string_view pattern) : pattern_(pattern) {}

    Clauses read()
    {
        Clauses clauses = alternatives();
        if (at_ != pattern_.size())
            throw Unknown{};
        return clauses;
    }

private:
    bool ended() const { return at_ == pattern_.size(); }
    bool at(char c) const { return !ended() && pattern_[at_] == c; }

    char next()
    {
        if (ended())
            throw Unknown{};
        return pattern_[at_++];
    }

    Clauses alternatives()
    {
        std::vector<Clauses> all{sequence()};
        while (at('|')) {
            ++at_;
            all.push_back(sequence());
        }
        return all.size() == 1 ? all.front() : either(all);
    }

    /// What holds whichever alternative matched: the clauses that all of them have, and one of the best of each.
    static Clauses either(const std::vector<Clauses>& all)
    {
        Clauses shared;
        std::ranges::copy_if(all.front(), std::back_inserter(shared), [&](const Clause& clause) {
            return std::ranges::all_of(
                all, [&](const Clauses& other) { return std::ranges::find(other, clause) != other.end(); });
        });
        if (!shared.empty())
            return shared;
        Clause one;
        for (const Clauses& alternative : all) {
            const Clause* best = best_of(alternative);
            if (best == nullptr)
                return {};
            one.insert(one.end(), best->begin(), best->end());
        }
        std::ranges::sort(one);
        one.erase(std::unique(one.begin(), one.end()), one.end());
        return one.size() > most ? Clauses{} : Clauses{one};
    }

    Clauses sequence()
    {
        Clauses clauses;
        std::string run;
        const auto end_run = [&] {
            if (const std::string_view word = trim(run); word.size() >= shortest)
                clauses.push_back({std::string(word)});
            run.clear();
        };
        while (!ended() && !at('|') && !at(')')) {
            if (at('(')) {
                end_run();
                const Clauses inner = group();
                if (times() != Times::perhaps_never)
                    clauses.insert(clauses.end(), inner.begin(), inner.end());
                continue;
            }
            const std::optional<char> literal = piece();
            const Times often = times();
            if (literal && often != Times::perhaps_never)
                run += *literal;
            if (!literal || often != Times::once)
                end_run();
        }
        end_run();
        return clauses;
    }

    Clauses group()
    {
        ++at_;
        if (at('?')) {
            ++at_;
            if (next() != ':')
                throw Unknown{}; // flags, names
        }
        Clauses inner = alternatives();
        if (next() != ')')
            throw Unknown{};
        return inner;
    }

    /// One character, or what stands for one of many or for none.
    std::optional<char> piece()
    {
        const char c = next();
        if (c == '[')
            return skip_class();
        if (c == '.' || c == '^' || c == '$')
            return std::nullopt;
        if (c != '\\')
            return c;
        const char escaped = next();
        if (!is_word(escaped))
            return escaped;
        if (std::string_view("bBwWdDsS").find(escaped) == std::string_view::npos)
            throw Unknown{};
        return std::nullopt;
    }

    std::optional<char> skip_class()
    {
        if (at('^'))
            ++at_;
        for (bool first = true; first || !at(']'); first = false) {
            if (at('[') && pattern_.substr(at_).starts_with("[:"))
                throw Unknown{};
            if (next() == '\\')
                next();
        }
        ++at_;
        return std::nullopt;
    }

    Times times()
    {
        Times often = Times::once;
        if (at('?') || at('*'))
            often = Times::perhaps_never;
        else if (at('+'))
            often = Times::at_least_once;
        else if (at('{'))
            often = counted();
        else
            return often;
        ++at_;
        if (at('?') || at('+'))
            ++at_; // lazy or possessive
        return often;
    }

    /// "{2,5}"; stays at the closing brace.
    Times counted()
    {
        const bool none = pattern_.substr(at_).starts_with("{0");
        at_ = pattern_.find('}', at_);
        if (at_ == std::string_view::npos)
            throw Unknown{};
        return none ? Times::perhaps_never : Times::at_least_once;
    }

    std::string_view pattern_;
    std::size_t at_ = 0;
};

bool holds(std::string_view text, const std::string& literal)
{
    return memmem(text.data(), text.size(), literal.data(), literal.size()) != nullptr;
}

} // namespace

std::vector<Clause> required_literals(std::string_view pattern)
{
    Clauses clauses;
    try {
        clauses = RequiredReader(pattern).read();
    } catch (const RequiredReader::Unknown&) {
        return {};
    }
    std::ranges::stable_sort(clauses, {}, cost);
    clauses.erase(std::unique(clauses.begin(), clauses.end()), clauses.end());
    std::erase_if(clauses, [](const Clause& clause) {
        return std::ranges::count_if(clause, [](const std::string& l) { return !begins_quick(l); }) >
               static_cast<std::ptrdiff_t>(most_slow);
    });
    if (clauses.size() > most_clauses)
        clauses.resize(most_clauses);
    return clauses;
}

bool fulfils(std::string_view text, const std::vector<Clause>& clauses)
{
    return std::ranges::all_of(clauses, [&](const Clause& clause) {
        return std::ranges::any_of(clause, [&](const std::string& literal) { return holds(text, literal); });
    });
}

} // namespace casebook

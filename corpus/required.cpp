// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/required.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <limits>
#include <optional>

namespace casebook {

namespace {

constexpr std::size_t shortest = 3; ///< bytes of a piece; the runs of a text have as many

/// What \b takes for a part of a word.
bool is_of_a_word(char c) { return static_cast<unsigned char>(c) < 0x80 && (is_word(c) || c == '_'); }

/// How often a piece of a pattern may stand.
enum class Times { once, at_least_once, perhaps_never };

enum Kind : std::uint16_t { piece, all_of, one_of };

} // namespace

/// `all_of` nothing holds of every text.
struct Required::Node
{
    Kind kind = all_of;
    std::string text; ///< of a piece
    std::vector<Node> parts;

    bool says_nothing() const { return kind == all_of && parts.empty(); }
    std::size_t pieces() const
    {
        std::size_t count = kind == piece ? 1 : 0;
        for (const Node& part : parts)
            count += part.pieces();
        return count;
    }
};

/// Reads a pattern from left to right. What it does not know throws `Unknown`.
class Required::Reader
{
public:
    struct Unknown
    {
    };

    explicit Reader(std::string_view pattern) : pattern_(pattern) {}

    Node read()
    {
        Node node = alternatives(false).node;
        if (at_ != pattern_.size())
            throw Unknown{};
        return node;
    }

private:
    /// What a part of the pattern requires, and whether whatever it matches ends with a blank.
    struct Part
    {
        Node node;
        bool ends_blank = false;
    };

    /// Letters in a row that every match has, growing. A blank in front of the first says that a word begins.
    class Run
    {
    public:
        explicit Run(bool after_blank) : text_(after_blank ? " " : ""), edge_(after_blank) {}

        void add(char c)
        {
            const bool letter = is_of_a_word(c);
            if (!letter && edge_)
                text_.pop_back(); // it is itself the blank that the edge stands for
            text_ += letter ? c : ' ';
            edge_ = false;
        }
        /// \b, ^ or $: on one side of it there is no letter.
        void edge()
        {
            if (text_.ends_with(' '))
                return;
            text_ += ' ';
            edge_ = true;
        }
        bool ends_blank() const { return text_.ends_with(' '); }

        void end(Node& all, bool after_blank)
        {
            if (text_.size() >= shortest)
                all.parts.push_back({piece, text_, {}});
            *this = Run(after_blank);
        }

    private:
        std::string text_;
        bool edge_; ///< the last blank of the text may be of an edge alone
    };

    bool ended() const { return at_ == pattern_.size(); }
    bool at(char c) const { return !ended() && pattern_[at_] == c; }

    char next()
    {
        if (ended())
            throw Unknown{};
        return pattern_[at_++];
    }

    Part alternatives(bool after_blank)
    {
        Part all = sequence(after_blank);
        if (!at('|'))
            return all;
        Part out{{one_of, "", {}}, all.ends_blank};
        bool nothing = all.node.says_nothing();
        out.node.parts.push_back(std::move(all.node));
        while (at('|')) {
            ++at_;
            Part other = sequence(after_blank);
            nothing |= other.node.says_nothing();
            out.ends_blank &= other.ends_blank;
            out.node.parts.push_back(std::move(other.node));
        }
        if (nothing)
            out.node = Node{};
        return out;
    }

    Part sequence(bool after_blank)
    {
        Node all;
        Run run(after_blank);
        while (!ended() && !at('|') && !at(')')) {
            if (at('(')) {
                const bool before = run.ends_blank();
                run.end(all, before);
                Part inner = group(before);
                const bool stands = times() != Times::perhaps_never;
                run = Run(inner.ends_blank && (stands || before));
                if (stands && !inner.node.says_nothing())
                    all.parts.push_back(std::move(inner.node));
                continue;
            }
            if (edge(run))
                continue;
            const std::optional<char> literal = character();
            const Times often = times();
            if (literal && often != Times::perhaps_never)
                run.add(*literal);
            if (!literal || often != Times::once)
                run.end(all, false);
        }
        const bool ends_blank = run.ends_blank();
        run.end(all, false);
        std::ranges::stable_sort(all.parts, {}, &Node::pieces);
        if (all.parts.size() == 1)
            all = Node(std::move(all.parts.front()));
        return {std::move(all), ends_blank};
    }

    bool edge(Run& run)
    {
        const std::string_view rest = pattern_.substr(at_);
        if (!rest.starts_with('^') && !rest.starts_with('$') && !rest.starts_with(R"(\b)"))
            return false;
        at_ += rest.starts_with('\\') ? 2 : 1;
        run.edge();
        return true;
    }

    Part group(bool after_blank)
    {
        ++at_;
        if (at('?')) {
            ++at_;
            if (next() != ':')
                throw Unknown{}; // flags, names
        }
        Part inner = alternatives(after_blank);
        if (next() != ')')
            throw Unknown{};
        return inner;
    }

    /// One character, or what stands for one of many or for none.
    std::optional<char> character()
    {
        const char c = next();
        if (c == '[')
            return skip_class();
        if (c == '.')
            return std::nullopt;
        if (c != '\\')
            return c;
        const char escaped = next();
        if (!is_word(escaped))
            return escaped;
        if (std::string_view("BwWdDsS").find(escaped) == std::string_view::npos)
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

Required::Required(std::string_view pattern)
{
    try {
        const Node node = Reader(pattern).read();
        if (!node.says_nothing())
            write(node, code_, words_);
    } catch (const Reader::Unknown&) {
        return;
    }
    if (code_.size() > std::numeric_limits<std::uint16_t>::max())
        code_.clear();
}

void Required::write(const Node& node, Code& code, std::string& words)
{
    const std::size_t head = code.size();
    code.insert(code.end(), {node.kind, 0});
    if (node.kind == piece) {
        const std::vector<Gram> grams = grams_of(node.text);
        code.insert(code.end(), grams.rbegin(), grams.rend()); // the ends of words are rarer than their beginnings
        words += node.text;
    } else {
        words += node.kind == all_of ? "all(" : "one(";
        for (const Node& part : node.parts) {
            words += words.ends_with('(') ? "" : "|";
            write(part, code, words);
        }
        words += ')';
    }
    code[head + 1] = static_cast<std::uint16_t>(code.size() - head - 2);
}

bool Required::allows(const Grams& text, const std::uint16_t* node)
{
    const std::uint16_t* end = node + 2 + node[1];
    if (node[0] == piece)
        return std::all_of(node + 2, end, [&](Gram gram) { return text.has(gram); });
    const bool until = node[0] == one_of; // the answer of a part that decides
    for (const std::uint16_t* part = node + 2; part != end; part += 2 + part[1])
        if (allows(text, part) == until)
            return until;
    return !until;
}

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/required.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <limits>

namespace casebook {

namespace {

constexpr std::size_t shortest = 3;      ///< bytes of a piece; the runs of a text have as many
constexpr std::size_t most_variants = 8; ///< of a piece with classes of letters in it

/// What \b takes for a part of a word.
bool is_of_a_word(char c) { return static_cast<unsigned char>(c) < 0x80 && (is_word(c) || c == '_'); }

/// How often a piece of a pattern may stand.
enum class Times { once, at_least_once, perhaps_never };

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
        Node node = alternatives({false, false}).node;
        if (at_ != pattern_.size())
            throw Unknown{};
        return node;
    }

private:
    /// What stands on both sides of a part is no letter.
    struct Around
    {
        bool after_blank = false;
        bool before_blank = false;
    };

    /// What a part of the pattern requires, and whether whatever it matches ends with a blank.
    struct Part
    {
        Node node;
        bool ends_blank = false;
    };

    /// Letters in a row that every match has, growing; a few variants of them where a class allows a few letters. A
    /// blank in front of the first says that a word begins.
    class Run
    {
    public:
        explicit Run(bool after_blank) : texts_{after_blank ? " " : ""}, edge_(after_blank) {}

        /// One of these stands next.
        void add(std::string_view letters)
        {
            if (letters.size() == 1) // nearly always
                for (std::string& text : texts_)
                    append(text, letters.front());
            else
                texts_ = with_each(letters);
            edge_ = false;
        }
        bool has_room_for(std::string_view letters) const { return texts_.size() * letters.size() <= most_variants; }

        /// \b, ^ or $: on one side of it there is no letter.
        void edge()
        {
            if (edge_ || std::ranges::any_of(texts_, [](const std::string& text) { return text.ends_with(' '); }))
                return;
            for (std::string& text : texts_)
                text += ' ';
            edge_ = true;
        }
        bool ends_blank() const
        {
            return std::ranges::all_of(texts_, [](const std::string& text) { return text.ends_with(' '); });
        }

        void end(Node& all, bool after_blank)
        {
            if (texts_.front().size() < shortest) // all are of one length
                return begin(after_blank);
            Node any{one_of, "", {}};
            for (std::string& text : texts_)
                any.parts.push_back({piece, std::move(text), {}});
            if (any.parts.size() == 1)
                all.parts.push_back(Node(std::move(any.parts.front())));
            else if (!any.parts.empty())
                all.parts.push_back(std::move(any));
            begin(after_blank);
        }

    private:
        void begin(bool after_blank)
        {
            texts_.resize(1);
            texts_.front() = after_blank ? " " : "";
            edge_ = after_blank;
        }

        void append(std::string& text, char c) const
        {
            if (!is_of_a_word(c) && edge_)
                text.pop_back(); // it is itself the blank that the edge stands for
            text += is_of_a_word(c) ? c : ' ';
        }

        std::vector<std::string> with_each(std::string_view letters) const
        {
            std::vector<std::string> longer;
            for (const std::string& text : texts_)
                for (const char c : letters)
                    append(longer.emplace_back(text), c);
            return longer;
        }

        std::vector<std::string> texts_;
        bool edge_; ///< the last blank of each text may be of an edge alone
    };

    bool ended() const { return at_ == pattern_.size(); }
    bool at(char c) const { return !ended() && pattern_[at_] == c; }

    char next()
    {
        if (ended())
            throw Unknown{};
        return pattern_[at_++];
    }

    Part alternatives(Around around)
    {
        Part all = sequence(around);
        if (!at('|'))
            return all;
        Part out{{one_of, "", {}}, all.ends_blank};
        bool nothing = all.node.says_nothing();
        out.node.parts.push_back(std::move(all.node));
        while (at('|')) {
            ++at_;
            Part other = sequence(around);
            nothing |= other.node.says_nothing();
            out.ends_blank &= other.ends_blank;
            out.node.parts.push_back(std::move(other.node));
        }
        if (nothing)
            out.node = Node{};
        return out;
    }

    Part sequence(Around around)
    {
        Node all;
        Run run(around.after_blank);
        while (!ended() && !at('|') && !at(')')) {
            if (at('(')) {
                const bool before = run.ends_blank();
                run.end(all, before);
                Part inner = group({before, blank_follows_group(around.before_blank)});
                const bool stands = times() != Times::perhaps_never;
                run = Run(inner.ends_blank && (stands || before));
                if (stands && !inner.node.says_nothing())
                    all.parts.push_back(std::move(inner.node));
                continue;
            }
            if (edge(run))
                continue;
            const std::string letters = characters();
            const Times often = times();
            const bool stands = !letters.empty() && often != Times::perhaps_never;
            if (stands && !run.has_room_for(letters))
                run.end(all, false);
            if (stands)
                run.add(letters);
            if (!stands || often != Times::once)
                run.end(all, false);
        }
        const bool ends_blank = run.ends_blank();
        if (around.before_blank)
            run.edge();
        run.end(all, false);
        if (all.parts.size() == 1)
            all = Node(std::move(all.parts.front()));
        else if (!all.parts.empty())
            std::ranges::stable_sort(all.parts, {}, &Node::pieces);
        return {std::move(all), ends_blank};
    }

    bool edge(Run& run)
    {
        const std::string_view rest = pattern_.substr(at_);
        if (!rest.starts_with('^') && !rest.starts_with('$') && !rest.starts_with(R"(\b)"))
            return false;
        at_ += rest.starts_with('\\') ? std::size_t{2} : std::size_t{1};
        run.edge();
        return true;
    }

    /// What stands behind the group that begins here is no letter.
    bool blank_follows_group(bool before_blank) const
    {
        std::size_t depth = 0;
        std::size_t end = at_;
        for (; end < pattern_.size(); ++end) {
            if (pattern_[end] == '\\')
                ++end;
            else if (pattern_[end] == '[')
                end = class_end(end);
            else if (pattern_[end] == '(')
                ++depth;
            else if (pattern_[end] == ')' && --depth == 0)
                break;
        }
        const std::string_view rest = pattern_.substr(std::min(end + 1, pattern_.size()));
        if (rest.starts_with(')') || rest.starts_with('|'))
            return before_blank;
        return (rest.starts_with(' ') && rest.find_first_of("?*{") != 1) || rest.starts_with('$') ||
               rest.starts_with(R"(\b)");
    }

    Part group(Around around)
    {
        ++at_;
        if (at('?')) {
            ++at_;
            if (next() != ':')
                throw Unknown{}; // flags, names
        }
        Part inner = alternatives(around);
        if (next() != ')')
            throw Unknown{};
        return inner;
    }

    /// The character that must stand here, or a few of which one must; none for any of many and for no character.
    std::string characters()
    {
        const char c = next();
        if (c == '[')
            return letters_of_class();
        if (c == '.')
            return "";
        if (c != '\\')
            return {c};
        const char escaped = next();
        if (!is_word(escaped))
            return {escaped};
        if (std::string_view("BwWdDsS").find(escaped) == std::string_view::npos)
            throw Unknown{};
        return "";
    }

    /// The bracket that closes the class which begins there.
    std::size_t class_end(std::size_t at) const
    {
        std::size_t end = at + 1;
        if (end < pattern_.size() && pattern_[end] == '^')
            ++end;
        for (bool first = true; end < pattern_.size() && (first || pattern_[end] != ']'); first = false)
            end += pattern_[end] == '\\' ? std::size_t{2} : std::size_t{1};
        return end;
    }

    /// Behind its first bracket.
    std::string letters_of_class()
    {
        constexpr std::size_t few = 3;
        const std::size_t end = class_end(at_ - 1);
        if (end >= pattern_.size())
            throw Unknown{};
        const std::string_view inside = pattern_.substr(at_, end - at_);
        at_ = end + 1;
        if (inside.find("[:") != std::string_view::npos)
            throw Unknown{};
        return inside.size() <= few && std::ranges::all_of(inside, is_letter) ? std::string(inside) : "";
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
    look_for_rare_runs_first(code_);
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

} // namespace casebook

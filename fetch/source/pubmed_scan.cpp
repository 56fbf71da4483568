// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/pubmed_scan.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <array>
#include <optional>

namespace casebook {

namespace {

constexpr std::array<std::string_view, 3> operators = {"AND", "OR", "NOT"};

bool ends_word(std::string_view text, std::size_t at)
{
    return at >= text.size() || is_blank(text[at]) || text[at] == '(' || text[at] == ')';
}

/// The operator that stands at `at`, "" when none does. Only capitals count.
std::string_view operator_at(std::string_view text, std::size_t at)
{
    for (const std::string_view op : operators)
        if (text.substr(at).starts_with(op) && ends_word(text, at + op.size()))
            return op;
    return "";
}

class Scanner
{
public:
    explicit Scanner(std::string_view text) : text_(text) {}

    Parsed<std::vector<QueryToken>> scan()
    {
        while (skip_blanks()) {
            if (auto trouble = next())
                return tl::unexpected(std::move(*trouble));
        }
        return join_ranges();
    }

private:
    bool skip_blanks()
    {
        while (at_ < text_.size() && is_blank(text_[at_]))
            ++at_;
        return at_ < text_.size();
    }

    std::optional<ParseError> next()
    {
        const char c = text_[at_];
        const std::string_view op = operator_at(text_, at_);
        if (c == '(' || c == ')')
            put(c == '(' ? QueryToken::Kind::open : QueryToken::Kind::close, at_ + 1);
        else if (!op.empty())
            put(QueryToken::Kind::op, at_ + op.size());
        else if (c == '[' || c == ']')
            return ParseError{"a field tag has nothing before it", at_};
        else if (c == '#' && at_ + 1 < text_.size() && is_digit(text_[at_ + 1]))
            return ParseError{"refers to an earlier search; write that search out", at_};
        else if (c == '"')
            return phrase();
        else
            return words();
        return std::nullopt;
    }

    void put(QueryToken::Kind kind, std::size_t end)
    {
        tokens_.push_back({kind, std::string(text_.substr(at_, end - at_)), "", false, at_});
        at_ = end;
    }

    std::optional<ParseError> phrase()
    {
        const std::size_t begin = at_;
        const std::size_t end = text_.find('"', begin + 1);
        if (end == std::string_view::npos)
            return ParseError{"the quotation mark is not closed", begin};
        at_ = end + 1;
        return tagged(std::string(text_.substr(begin + 1, end - begin - 1)), true, begin);
    }

    std::optional<ParseError> words()
    {
        const std::size_t begin = at_;
        for (; at_ < text_.size() && std::string_view("()[\"").find(text_[at_]) == std::string_view::npos; ++at_)
            if (is_blank(text_[at_]) && at_ + 1 < text_.size() && !operator_at(text_, at_ + 1).empty())
                break;
        return tagged(std::string(trim(text_.substr(begin, at_ - begin))), false, begin);
    }

    std::optional<ParseError> tagged(std::string text, bool quoted, std::size_t begin)
    {
        std::size_t bracket = at_;
        while (bracket < text_.size() && is_blank(text_[bracket]))
            ++bracket;
        std::string tag;
        if (bracket < text_.size() && text_[bracket] == '[') {
            const std::size_t end = text_.find(']', bracket);
            if (end == std::string_view::npos)
                return ParseError{"the field tag is not closed", bracket};
            tag = collapse(text_.substr(bracket + 1, end - bracket - 1));
            at_ = end + 1;
        }
        tokens_.push_back({QueryToken::Kind::operand, std::move(text), std::move(tag), quoted, begin});
        return std::nullopt;
    }

    /// "2015"[dp] : "2019"[dp] is one operand.
    std::vector<QueryToken> join_ranges()
    {
        std::vector<QueryToken> out;
        bool open = false; // the last one ends with a colon
        for (QueryToken& token : tokens_) {
            const bool operand = token.kind == QueryToken::Kind::operand;
            const bool continues = operand && !out.empty() && out.back().kind == QueryToken::Kind::operand &&
                                   (open || (!token.quoted && token.text.starts_with(':')));
            if (continues) {
                const std::string_view rest = token.text;
                out.back().text += (open ? "" : ":") + std::string(trim(rest.substr(rest.starts_with(':') ? 1 : 0)));
                if (!token.tag.empty())
                    out.back().tag = token.tag;
            } else {
                out.push_back(std::move(token));
            }
            open = continues && out.back().text.ends_with(':');
        }
        return out;
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::vector<QueryToken> tokens_;
};

} // namespace

Parsed<std::vector<QueryToken>> scan_pubmed_query(std::string_view text) { return Scanner(text).scan(); }

} // namespace casebook

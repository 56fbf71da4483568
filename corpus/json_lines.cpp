// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/json_lines.hpp"

#include "corpus/text.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

class Walker
{
public:
    explicit Walker(std::string_view text) : text_(text) {}

    JsonLines walk()
    {
        while (at_ < text_.size())
            step();
        return std::move(out_);
    }

private:
    struct Container
    {
        bool is_object;
        std::size_t items = 0;
        bool expects_key = true;
    };

    void step()
    {
        switch (const char c = text_[at_]) {
        case '/': return skip_comment();
        case '"': return take_string();
        case '{':
        case '[':
            begin_value();
            open_.push_back({c == '{'});
            path_.emplace_back();
            break;
        case '}':
        case ']':
            open_.pop_back();
            path_.pop_back();
            break;
        case ',':
            ++open_.back().items;
            open_.back().expects_key = true;
            break;
        default:
            if (!is_blank(c) && c != ':')
                return take_word();
        }
        skip_to(at_ + 1);
    }

    void skip_to(std::size_t end)
    {
        end = std::min(end, text_.size());
        line_ += static_cast<std::size_t>(std::ranges::count(text_.substr(at_, end - at_), '\n'));
        at_ = end;
    }

    void skip_comment()
    {
        const bool is_line = text_.substr(at_).starts_with("//");
        const std::size_t end = text_.find(is_line ? "\n" : "*/", at_ + 2);
        skip_to(end == std::string_view::npos ? text_.size() : is_line ? end : end + 2);
    }

    void take_string()
    {
        std::size_t end = at_ + 1;
        while (text_[end] != '"')
            end += text_[end] == '\\' ? 2U : 1U;
        const std::string_view token = text_.substr(at_, end + 1 - at_);
        if (!open_.empty() && open_.back().is_object && open_.back().expects_key)
            take_key(nlohmann::json::parse(token).get<std::string>());
        else
            begin_value();
        skip_to(end + 1);
    }

    void take_key(std::string key)
    {
        open_.back().expects_key = false;
        path_.back() = std::move(key);
        if (!out_.lines.emplace(path_, line_).second && !out_.twice)
            out_.twice = {path_, line_};
    }

    /// A number, true, false or null.
    void take_word()
    {
        begin_value();
        skip_to(std::min(text_.find_first_of(",]}/ \t\r\n", at_), text_.size()));
    }

    void begin_value()
    {
        if (open_.empty() || open_.back().is_object)
            return;
        path_.back() = std::to_string(open_.back().items);
        out_.lines.emplace(path_, line_);
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::vector<Container> open_;
    JsonPath path_; ///< one name for each open container
    JsonLines out_;
};

} // namespace

std::size_t JsonLines::of(JsonPath path) const
{
    for (; !path.empty(); path.pop_back())
        if (const auto found = lines.find(path); found != lines.end())
            return found->second;
    return 1;
}

JsonLines json_lines(std::string_view text)
{
    if (text.starts_with("\xEF\xBB\xBF"))
        text.remove_prefix(3);
    return Walker(text).walk();
}

} // namespace casebook

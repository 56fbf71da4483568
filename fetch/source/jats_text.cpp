// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "fetch/source/jats_parts.hpp"

#include <algorithm>
#include <array>

namespace casebook::jats {

namespace {

constexpr std::array<std::string_view, 9> floats = {"table-wrap", "table-wrap-group", "fig",
                                                    "fig-group",  "boxed-text",       "supplementary-material",
                                                    "media",      "graphic",          "fn"};

/// Words for machines, or the same words once more.
constexpr std::array<std::string_view, 5> silent = {"tex-math", "object-id", "alt-text", "long-desc", "annotation"};

/// A blank stands before and after these.
constexpr std::array<std::string_view, 22> blocks = {
    "p",      "title",      "list",      "list-item",  "def-list",     "def-item", "term",  "def",
    "break",  "td",         "th",        "entry",      "row",          "tr",       "label", "sec",
    "attrib", "verse-line", "preformat", "disp-quote", "disp-formula", "subtitle"};

bool is_citation(pugi::xml_node node)
{
    return name_of(node) == "xref" && std::string_view(node.attribute("ref-type").value()) == "bibr";
}

/// A citation printed raised: "loss<sup><xref>12</xref></sup>" would read as a number of the text.
bool is_raised_citation(pugi::xml_node node)
{
    return is_citation(node) && (name_of(node.parent()) == "sup" || child(node, "sup"));
}

class Words
{
public:
    /// Goes from node to node without recursion: hostile files are nested as deep as they are long.
    void walk(pugi::xml_node root)
    {
        text_ += root.value();
        for (pugi::xml_node node = root.first_child(); node;) {
            const bool skipped = is_float(node) || holds(silent, name_of(node)) || node.type() == pugi::node_pi;
            if (!skipped)
                enter(node);
            if (!skipped && node.first_child()) {
                node = node.first_child();
                continue;
            }
            if (!skipped)
                leave(node);
            while (node && !node.next_sibling()) {
                node = node.parent();
                if (node == root)
                    return;
                leave(node);
            }
            node = node.next_sibling();
        }
    }

    std::string take() && { return collapse(repaired_utf8(text_)); }

private:
    void enter(pugi::xml_node node)
    {
        if (holds(blocks, name_of(node)))
            text_ += ' ';
        else if (is_raised_citation(node))
            text_ += '[';
        text_ += node.value();
    }

    void leave(pugi::xml_node node)
    {
        if (holds(blocks, name_of(node)))
            text_ += ' ';
        else if (is_raised_citation(node))
            text_ += ']';
    }

    std::string text_;
};

} // namespace

std::string_view name_of(pugi::xml_node node)
{
    const std::string_view name = node.name();
    const std::size_t colon = name.rfind(':');
    return colon == std::string_view::npos ? name : name.substr(colon + 1);
}

pugi::xml_node child(pugi::xml_node node, std::string_view name)
{
    for (const pugi::xml_node inner : node.children())
        if (name_of(inner) == name)
            return inner;
    return {};
}

bool is_float(pugi::xml_node node) { return holds(floats, name_of(node)); }

std::string text_of(pugi::xml_node node)
{
    Words words;
    words.walk(node);
    return std::move(words).take();
}

std::vector<pugi::xml_node> floats_of(pugi::xml_node root)
{
    std::vector<pugi::xml_node> out;
    for (pugi::xml_node node = root.first_child(); node;) {
        const bool found = is_float(node);
        if (found)
            out.push_back(node);
        if (!found && node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node && !node.next_sibling()) {
            node = node.parent();
            if (node == root)
                return out;
        }
        node = node.next_sibling();
    }
    return out;
}

} // namespace casebook::jats

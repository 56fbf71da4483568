// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/text.hpp"
#include "fetch/source/jats_parts.hpp"

#include <algorithm>
#include <array>

namespace casebook::jats {

namespace {

using Node = pugi::xml_node;

constexpr int deepest = 60; ///< sections within sections; what lies deeper is read as one passage

/// What opens a part with a title of its own.
constexpr std::array<std::string_view, 7> sections = {"sec",           "boxed-text", "app",     "taxon-treatment",
                                                      "treatment-sec", "statement",  "glossary"};
/// What holds blocks and nothing else.
constexpr std::array<std::string_view, 8> containers = {"list", "list-item", "disp-quote", "def-list",
                                                        "def",  "app-group", "fig-group",  "table-wrap-group"};
/// Said already (titles are labels), or no text of the article.
constexpr std::array<std::string_view, 9> passed = {"title", "label",    "sec-meta", "graphic", "object-id",
                                                    "fn",    "ref-list", "tex-math", "subtitle"};

std::string joined(const std::string& label, const std::string& title)
{
    return label.empty() || title.empty() ? label + title : label + " / " + title;
}

/// "Figure 2" without its full stop, or what such a thing is called.
std::string float_label(Node node, std::string_view otherwise)
{
    std::string label = text_of(child(node, "label"));
    while (label.ends_with('.') || label.ends_with(':') || label.ends_with(' '))
        label.pop_back();
    return label.empty() ? std::string(otherwise) : label;
}

class Blocks
{
public:
    explicit Blocks(std::vector<Passage>& out) : out_(out) {}

    void container(Node node, const std::string& label, int depth)
    {
        for (const Node inner : node.children())
            block(inner, label, depth);
    }

private:
    void block(Node node, const std::string& label, int depth)
    {
        const std::string_view name = name_of(node);
        if (holds(passed, name) || node.type() != pugi::node_element)
            return;
        if (name == "table-wrap")
            return add_table(node, "Table", out_);
        if (name == "fig" || name == "supplementary-material" || name == "media")
            return figure(node, name == "fig" ? "Figure" : "Supplement");
        if (depth < deepest && holds(sections, name))
            return container(node, joined(label, text_of(child(node, "title"))), depth + 1);
        if (depth < deepest && holds(containers, name))
            return container(node, label, depth + 1);
        paragraph(node, label, depth);
    }

    void paragraph(Node node, const std::string& label, int depth)
    {
        put(label, text_of(node));
        if (depth < deepest)
            for (const Node inner : floats_of(node))
                block(inner, label, depth + 1);
    }

    void figure(Node node, std::string_view otherwise)
    {
        put(float_label(node, otherwise), text_of(child(node, "caption")));
        for (const Node inner : node.children())
            if (name_of(inner) == "p") // as some publishers have it
                put(float_label(node, otherwise), text_of(inner));
            else if (name_of(inner) == "media")
                figure(inner, otherwise);
    }

    void put(const std::string& label, std::string text)
    {
        if (!text.empty())
            out_.push_back({label, std::move(text)});
    }

    std::vector<Passage>& out_;
};

} // namespace

void add_blocks(Node node, const std::string& label, std::vector<Passage>& out)
{
    Blocks(out).container(node, label, 0);
}

} // namespace casebook::jats

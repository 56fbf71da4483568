// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/jats.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/jats_parts.hpp"

#include <algorithm>
#include <array>

namespace casebook {

namespace {

using Node = pugi::xml_node;

constexpr std::array<std::string_view, 4> roots = {"article", "pmc-articleset", "OAI-PMH", "articles"};

/// What publishers who allow reading and no downloading have PubMed Central say.
constexpr std::string_view refusal = "does not allow downloading of the full text";

std::string license_of(Node article)
{
    const Node permissions = jats::child(jats::child(jats::child(article, "front"), "article-meta"), "permissions");
    const Node license = jats::child(permissions, "license");
    for (const auto& attribute : license.attributes())
        if (std::string_view(attribute.name()).ends_with("href"))
            return plain_attribute(license, attribute.name());
    if (const Node reference = jats::child(license, "license_ref"))
        return jats::text_of(reference);
    return jats::text_of(license);
}

JatsArticle read_article(Node node)
{
    JatsArticle out;
    out.record = jats::read_front(node);
    out.license = license_of(node);
    const Node body = jats::child(node, "body");
    out.has_body = !body.empty();
    jats::add_blocks(body, "", out.passages);
    jats::add_blocks(jats::child(node, "floats-group"), "", out.passages);
    jats::add_blocks(jats::child(jats::child(node, "back"), "app-group"), "", out.passages);
    return out;
}

/// Where the element stands in the text, from its "<" to behind its end tag, which the next one's beginning bounds.
void place(Node node, std::string_view xml, std::size_t next, JatsArticle& out)
{
    const auto name = static_cast<std::size_t>(std::max<std::ptrdiff_t>(node.offset_debug(), 1));
    out.begin = name - 1;
    const std::string closing = "</" + std::string(node.name());
    const std::size_t end = xml.substr(0, next).rfind(closing);
    const std::size_t angle = end == std::string_view::npos ? end : xml.find('>', end);
    out.end = angle == std::string_view::npos || angle < out.begin ? next : angle + 1;
}

/// The articles and errors below a root, in their order; an article within an article is part of it.
void find_entries(Node root, std::vector<Node>& articles, std::vector<Node>& errors)
{
    for (Node node = root; node;) {
        const std::string_view name = jats::name_of(node);
        const bool taken = name == "article" || name == "error";
        if (taken)
            (name == "article" ? articles : errors).push_back(node);
        if (!taken && node.first_child()) {
            node = node.first_child();
            continue;
        }
        while (node && node != root && !node.next_sibling())
            node = node.parent();
        node = node == root ? Node() : node.next_sibling();
    }
}

} // namespace

bool is_jats_root(std::string_view name)
{
    const std::size_t colon = name.rfind(':');
    return std::ranges::find(roots, colon == std::string_view::npos ? name : name.substr(colon + 1)) != roots.end();
}

std::string pmcid_of(std::string_view text)
{
    text = trim(text);
    if (lower_ascii(text.substr(0, 3)) == "pmc")
        text.remove_prefix(3);
    if (const std::size_t dot = text.find('.'); dot != std::string_view::npos)
        text = text.substr(0, dot);
    const bool number = !text.empty() && text.size() <= 10 && std::ranges::all_of(text, is_digit);
    return number ? "PMC" + std::string(text) : "";
}

Parsed<JatsSet> parse_jats(std::string_view xml)
{
    auto document = parse_xml(xml);
    if (!document)
        return tl::unexpected(document.error());
    std::vector<Node> articles;
    std::vector<Node> errors;
    find_entries((*document)->document_element(), articles, errors);
    JatsSet set;
    for (std::size_t i = 0; i < articles.size(); ++i) {
        const std::size_t next =
            i + 1 < articles.size() ? static_cast<std::size_t>(articles[i + 1].offset_debug()) - 1 : xml.size();
        JatsArticle article = read_article(articles[i]);
        place(articles[i], xml, next, article);
        const std::string_view raw = xml.substr(article.begin, article.end - article.begin);
        article.withheld = !article.has_body && raw.find(refusal) != std::string_view::npos; // in a comment
        set.articles.push_back(std::move(article));
    }
    for (const Node error : errors)
        if (std::string id = pmcid_of(error.attribute("id").value()); !id.empty())
            set.unavailable.push_back(std::move(id));
    if (set.articles.empty() && errors.empty())
        return parse_error(format("no article in <{}>", (*document)->document_element().name()));
    return set;
}

} // namespace casebook

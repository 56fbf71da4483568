// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/literature/document.hpp"

#include "corpus/digest.hpp"
#include "corpus/summary.hpp"
#include "corpus/text.hpp"
#include "index/literature/schema.hpp"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

constexpr Xapian::termcount title_weight = 3; ///< a word of the title counts as three of the abstract

using Texts = std::vector<FieldText>;

void add_exact(Xapian::Document& document, std::string_view prefix, std::string_view value)
{
    if (!value.empty())
        document.add_boolean_term(exact_term(prefix, fold(value)));
}

void add_text(Texts& texts, const std::string& text, std::string_view prefix, Xapian::termcount weight = 1)
{
    texts.push_back({fold(text), std::string(prefix), weight}); // "Sjögren" and "sjogren" are one word
}

std::string mesh_text(const Article& article)
{
    std::vector<std::string> parts;
    for (const MeshHeading& heading : article.mesh) {
        std::string line = heading.name;
        for (const Qualifier& qualifier : heading.qualifiers)
            line += " / " + qualifier.name;
        parts.push_back(std::move(line));
    }
    for (const Substance& substance : article.substances)
        parts.push_back(substance.name);
    return join(parts, "; ");
}

void add_article_text(const Article& article, Texts& texts)
{
    const std::string mesh = mesh_text(article);
    for (const std::string* title : {&article.title.text, &article.vernacular_title}) {
        add_text(texts, *title, "S");
        add_text(texts, *title, "", title_weight);
    }
    for (const AbstractPart& part : article.abstract)
        add_text(texts, part.body.text, "");
    for (const OtherAbstract& other : article.other_abstracts)
        add_text(texts, other.text, "XOTHER");
    add_text(texts, mesh, "");
    add_text(texts, mesh, "XMESH");
    add_text(texts, join(article.keywords, "; "), "");
    add_text(texts, author_line(article, 1000), "A");
    add_text(texts, article.journal + " " + article.journal_abbreviation, "XJOURNAL");
}

void add_article_terms(const Article& article, Xapian::Document& document)
{
    document.add_boolean_term(article_term(article.id));
    add_exact(document, "XPMID:", article.pmid);
    add_exact(document, "XDOI:", article.doi);
    for (const std::string& pmid : article.cites)
        add_exact(document, "XCITES:", pmid);
    for (const PublicationType& type : article.publication_types)
        add_exact(document, "XTYPE:", type.name);
    for (const std::string& language : article.languages)
        add_exact(document, "XLANG:", language);
    if (is_retracted(article))
        add_exact(document, "XRETRACTED:", "yes");
    document.add_value(slot_article, article.id);
    if (const int year = year_of(article); year != 0)
        document.add_value(slot_year, Xapian::sortable_serialise(year));
}

void add_decision(const IndexEntry& entry, Xapian::Document& document)
{
    const std::string_view verdict = entry.decision ? name_of(entry.decision->verdict) : "unclear";
    add_exact(document, "XDECISION:", verdict);
    document.add_value(slot_decision, std::string(verdict));
    if (!entry.decision)
        return;
    add_exact(document, "XREASON:", entry.decision->reason);
    add_exact(document, "XBY:", entry.decision->by);
    if (!entry.decision->reason.empty())
        document.add_value(slot_reason, entry.decision->reason);
}

void add_field(const Field& field, const Case& c, Xapian::Document& document, Texts& texts)
{
    std::vector<std::string> values;
    for (const FieldValue& value : field.get(c)) {
        values.push_back(value.text);
        if (field.kind == FieldKind::keyword && !field.prefix.empty())
            add_exact(document, field.prefix, value.text);
        if (field.kind == FieldKind::text && !field.prefix.empty())
            add_text(texts, value.text, field.prefix);
        if (field.kind == FieldKind::number && value.number && field.slot >= 0)
            document.add_value(static_cast<Xapian::valueno>(field.slot), Xapian::sortable_serialise(value.number->min));
    }
    if (field.kind == FieldKind::keyword && field.slot >= 0 && !values.empty())
        document.add_value(static_cast<Xapian::valueno>(field.slot), join(values, std::string(1, value_separator)));
}

void add_case(const Case& c, Xapian::Document& document, Texts& texts)
{
    for (const Field& field : fields())
        add_field(field, c, document, texts);
    if (!c.reaction.term.empty()) // `event:` finds the protocol's term as well as the report's words
        add_text(texts, c.reaction.term, find_field("event")->prefix);
    if (const auto& reported = subject_drug(c).as_reported) // `drug:ciclosporin` finds the report's own spelling
        add_exact(document, find_field("drug")->prefix, *reported.value);
}

/// What the drug is to the event, what decides that, and its words.
struct RoleSaid
{
    std::string role;
    std::string cue;
    std::string words;
};

/// Where an article has no case (a trial, a series of which no patient can be told apart) its decision says it.
RoleSaid role_of_decision(const Decision& decision)
{
    struct Row
    {
        std::string_view criterion;
        Role role;
    };
    constexpr std::array<Row, 3> rows = {{{"exposure_then_event", Role::suspect},
                                          {"drug_is_treatment_of_event", Role::treatment_of_event},
                                          {"other_drug_is_suspect", Role::concomitant}}};
    for (const Row& row : rows)
        for (const Ground& ground : decision.grounds)
            if (ground.criterion == row.criterion && ground.verdict == "applies")
                return {std::string(name_of(row.role)), ground.note, ground.evidence.quote};
    for (const Row& row : rows)
        if (decision.reason == row.criterion)
            return {std::string(name_of(row.role)), "decided by " + decision.by, ""};
    return {};
}

RoleSaid role_said(const IndexEntry& entry, const Case* c)
{
    if (c == nullptr)
        return entry.decision ? role_of_decision(*entry.decision) : RoleSaid{};
    const Stated<Role>& role = subject_drug(*c).role;
    if (!role)
        return {};
    const std::string name(name_of(*role.value));
    return role.by.empty() ? RoleSaid{name, role_cue(*c), role.evidence.quote}
                           : RoleSaid{name, "corrected by " + role.by, ""};
}

/// The role of a document without a case is found and counted as one with a case is.
void add_role(const RoleSaid& said, Xapian::Document& document)
{
    if (said.role.empty())
        return;
    const Field& field = *find_field("role");
    add_exact(document, field.prefix, said.role);
    document.add_value(static_cast<Xapian::valueno>(field.slot), said.role);
}

/// What the text blames; on the review's own drug the case, or the decision, has the last word.
void add_blame(const IndexEntry& entry, const Case* c, const RoleSaid& said, Xapian::Document& document)
{
    std::vector<std::string> own;
    if (c != nullptr) {
        own.push_back(fold(subject_drug(*c).name));
        own.push_back(fold(subject_drug(*c).as_reported.value.value_or("")));
    }
    for (const std::string& name : entry.blamed)
        if (said.role.empty() || std::ranges::find(own, fold(name)) == own.end())
            add_exact(document, blame_prefix, name);
    if (said.role == name_of(Role::suspect) || said.role == name_of(Role::interacting))
        for (const std::string& name : own)
            add_exact(document, blame_prefix, name);
}

/// What a hit shows, as JSON in a line; the text of snippets stands behind it, where nobody need parse it.
std::string data_of(const IndexEntry& entry, const Case* c, const CaseReports* reports)
{
    const Article& article = entry.article;
    const RoleSaid said = role_said(entry, c);
    Json data = {{"article", article.id},
                 {"case", c == nullptr ? 0 : c->number},
                 {"title", display_title(article)},
                 {"reference", citation(article)},
                 {"year", year_of(article)},
                 {"verdict", entry.decision ? name_of(entry.decision->verdict) : "unclear"},
                 {"reason", entry.decision ? entry.decision->reason : ""},
                 {"by", entry.decision ? entry.decision->by : ""},
                 {"summary", c == nullptr ? "" : summary_of(*c)},
                 {"role", said.role},
                 {"cue", said.cue},
                 {"words", said.words},
                 {"paraphrase", is_paraphrase(article)}};
    if (reports != nullptr)
        data["faers"] = to_json(*reports);
    return data.dump() + '\n' + abstract_text(article);
}

struct Data
{
    Json shown;
    std::string text;
};

Data read_data(const Xapian::Document& document)
{
    std::string data = document.get_data();
    const std::size_t end = data.find('\n');
    Data out{Json::parse(data.begin(), data.begin() + static_cast<std::ptrdiff_t>(end)), {}};
    out.text = std::move(data.erase(0, end + 1));
    return out;
}

Draft make_draft(const IndexEntry& entry, const Case* c, const CaseReports* reports)
{
    Draft draft;
    Xapian::Document& document = draft.document;
    add_article_text(entry.article, draft.texts);
    add_article_terms(entry.article, document);
    add_decision(entry, document);
    if (c != nullptr)
        add_case(*c, document, draft.texts);
    else
        add_role(role_said(entry, c), document);
    add_blame(entry, c, role_said(entry, c), document);
    document.set_data(data_of(entry, c, reports));
    return draft;
}

} // namespace

std::vector<Draft> make_drafts(const IndexEntry& entry)
{
    std::vector<Draft> drafts;
    for (std::size_t i = 0; i < entry.cases.size(); ++i)
        drafts.push_back(make_draft(entry, &entry.cases[i], i < entry.reports.size() ? &entry.reports[i] : nullptr));
    if (drafts.empty())
        drafts.push_back(make_draft(entry, nullptr, nullptr));
    return drafts;
}

std::string fingerprint(const std::vector<Draft>& drafts)
{
    std::string bytes;
    const auto add = [&](const std::string& part) { bytes.append(format("{}:", part.size())).append(part); };
    for (const Draft& draft : drafts) {
        add(draft.document.serialise());
        for (const FieldText& field : draft.texts) {
            add(field.prefix + format("{}", field.weight));
            add(field.text);
        }
    }
    return sha256(bytes);
}

Hit read_hit(const Xapian::Document& document)
{
    std::string text;
    return read_hit(document, text);
}

Hit read_hit(const Xapian::Document& document, std::string& text)
{
    Data whole = read_data(document);
    const Json& data = whole.shown;
    Hit hit;
    hit.article = data.at("article");
    hit.case_number = data.at("case");
    hit.title = data.at("title");
    hit.reference = data.at("reference");
    hit.year = data.at("year");
    hit.verdict = data.at("verdict");
    hit.reason = data.at("reason");
    hit.decided_by = data.at("by");
    hit.summary = data.at("summary");
    hit.role = data.at("role");
    hit.cue = data.at("cue");
    hit.words = data.at("words");
    hit.paraphrase = data.at("paraphrase");
    text = std::move(whole.text);
    if (data.contains("faers"))
        hit.reports = case_reports_from(data.at("faers"));
    return hit;
}

std::string state_of(const Xapian::Document& document)
{
    Data data = read_data(document);
    data.shown.erase("faers");
    data.shown["text"] = std::move(data.text);
    return sha256(data.shown.dump());
}

std::string schema_key()
{
    std::string key = format("6|{}|{},{}", Xapian::version_string(), longest_word, field_gap); // Xapian stems words
    for (const Field& field : fields())
        key += format("|{},{},{},{}", field.id, static_cast<int>(field.kind), field.prefix, field.slot);
    for (const ArticleField& field : article_fields)
        key += format("|{},{}", field.name, field.prefix);
    return sha256(key);
}

} // namespace casebook

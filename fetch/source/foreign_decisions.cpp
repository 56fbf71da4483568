// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/foreign_decisions.hpp"

#include "corpus/day.hpp"
#include "corpus/format.hpp"
#include "corpus/json_depth.hpp"
#include "corpus/text.hpp"
#include "corpus/view.hpp"
#include "fetch/source/label_time.hpp"
#include "fetch/source/labels.hpp"
#include "fetch/source/tagged.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::json;

/// Words for a reason beside its own name, which is taken as it is; compared by letters and digits alone.
constexpr std::array<std::pair<std::string_view, std::string_view>, 14> words_for_reasons = {{
    {"Not in English", "not_english"},
    {"foreign language", "not_english"},
    {"wrong language", "not_english"},
    {"animal", "animal_study"},
    {"animals", "animal_study"},
    {"In vitro study", "in_vitro"},
    {"Systematic review or meta-analysis", "systematic_review_or_meta_analysis"},
    {"Narrative review or guideline", "narrative_review_or_guideline"},
    {"No individual patient", "no_individual_case"},
    {"Drug given to treat the event", "drug_is_treatment_of_event"},
    {"Another drug is suspected", "other_drug_is_suspect"},
    {"Event did not follow the drug", "not_exposure_then_event"},
    {"No full text", "no_full_text"},
    {"full text not available", "no_full_text"},
}};

/// "name"=>"word" and "name"=>["words", …] of Rayyan's notation, each value joined by "; ".
std::map<std::string, std::string> named_values(std::string_view text)
{
    std::map<std::string, std::string> out;
    std::string name;
    bool is_value = false, in_list = false;
    for (std::size_t at = 0; at < text.size() && text[at] != '}'; ++at) {
        in_list = text[at] == '[' || (in_list && text[at] != ']');
        if (text.substr(at, 2) == "=>")
            is_value = true;
        if (text[at] == ',' && !in_list)
            is_value = false;
        if (text[at] != '"')
            continue;
        std::string word;
        for (++at; at < text.size() && text[at] != '"'; ++at)
            word += text[at] == '\\' && at + 1 < text.size() ? text[++at] : text[at];
        if (!is_value)
            name = collapse(word);
        else
            out[name] += (out[name].empty() ? "" : "; ") + collapse(word);
    }
    return out;
}

/// What stands behind a heading of Rayyan's note, up to the next.
std::string_view part_of(std::string_view note, std::string_view heading)
{
    const std::size_t found = note.find(heading);
    if (found == std::string_view::npos)
        return "";
    const std::string_view rest = note.substr(found + heading.size());
    std::size_t end = rest.size();
    for (const std::string_view next : {"| RAYYAN-", "| USER-NOTES"})
        end = std::min(end, rest.find(next));
    return trim(rest.substr(0, end));
}

Verdict rayyan_verdict(const std::string& word)
{
    return word == "Included" ? Verdict::include : word == "Excluded" ? Verdict::exclude : Verdict::unclear;
}

/// The first that means one of ours; `told` is what has to be said in a note.
std::string_view first_reason(std::string_view words, std::string& told)
{
    std::string_view reason;
    for (const std::string& word : split(words, ','))
        if (reason.empty())
            reason = reason_of_words(word);
    const bool all_said = reason.empty() ? trim(words).empty() : words.find(',') == std::string_view::npos;
    told = all_said ? "" : collapse(words);
    return reason;
}

void add_part(std::string& note, std::string_view what, std::string_view words)
{
    if (!words.empty())
        note += format("{}{}: {}", note.empty() ? "" : "; ", what, words);
}

/// What we write where no one person's decision counts.
bool stands_for_several(std::string_view name)
{
    return equal_ignoring_case(name, by_conflict) || equal_ignoring_case(name, by_awaiting);
}

void read_rayyan(std::string_view note, std::vector<Decision>& out)
{
    const std::map<std::string, std::string> notes = named_values(part_of(note, "USER-NOTES:"));
    std::string other_reasons;
    const std::string_view reason = first_reason(part_of(note, "RAYYAN-EXCLUSION-REASONS:"), other_reasons);
    for (const auto& [name, word] : named_values(part_of(note, "RAYYAN-INCLUSION:"))) {
        if (name.empty() || name == "Casebook rules" || stands_for_several(name))
            continue;
        Decision decision;
        decision.verdict = rayyan_verdict(word);
        decision.by = equal_ignoring_case(name, by_rules) ? name + " (Rayyan)" : name;
        add_part(decision.note, "Rayyan labels", collapse(part_of(note, "RAYYAN-LABELS:")));
        if (decision.verdict == Verdict::exclude) {
            decision.reason = reason;
            add_part(decision.note, "Rayyan reasons", other_reasons);
        }
        if (const auto found = notes.find(name); found != notes.end())
            add_part(decision.note, "Rayyan note", found->second);
        out.push_back(std::move(decision));
    }
}

std::string text_at(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && found->is_string() ? collapse(found->get<std::string>()) : "";
}

bool is_true_at(const Json& json, const char* key)
{
    const auto found = json.find(key);
    return found != json.end() && *found == true;
}

/// Nothing for what the rules said.
std::optional<Decision> our_decision(const Json& told)
{
    const auto known = verdict_from_name(text_at(told, "verdict"));
    const std::string by = text_at(told, "by"), at = text_at(told, "at");
    if (!known || by.empty() || equal_ignoring_case(by, by_rules) || stands_for_several(by))
        return std::nullopt;
    const std::string_view why = *known == Verdict::exclude ? reason_of_words(text_at(told, "reason")) : "";
    Decision out{
        "", *known, std::string(why), by, is_time(at) ? at : "", text_at(told, "note"), text_at(told, "source"), {}};
    out.stage = stage_from_name(text_at(told, "stage")).value_or(unsaid_stage(out, {}));
    out.adjudicated = is_true_at(told, "adjudicated");
    out.withdrawn = is_true_at(told, "withdrawn");
    return out;
}

/// What counted, or where it was not the only word each of those that stood.
void take_ours(const Json& told, std::vector<Decision>& out)
{
    const auto words = told.find("words");
    if (words == told.end() || !words->is_array() || words->empty()) {
        if (auto ours = our_decision(told))
            out.push_back(std::move(*ours));
        return;
    }
    for (const Json& word : *words)
        if (auto ours = word.is_object() ? our_decision(word) : std::nullopt)
            out.push_back(std::move(*ours));
}

/// Discarded where it is no JSON, or nothing that we would have written.
Json json_of(std::string_view text)
{
    return nests_deeper(text, deepest_word) ? Json(Json::value_t::discarded) : Json::parse(text, nullptr, false);
}

/// Our own note; false when it is none. What the rules said is read and left out.
bool read_ours(std::string_view note, std::vector<Decision>& out)
{
    constexpr std::string_view begin = "casebook: ";
    if (!note.starts_with(begin))
        return false;
    const Json json = json_of(note.substr(begin.size()));
    if (json.is_object())
        take_ours(json, out);
    return json.is_object();
}

/// ASReview's label with what stands beside it, wherever it is written.
struct AsreviewLabel
{
    std::optional<Verdict> verdict;
    std::string time;
    std::string note;
    std::string user;
};

std::string unquoted(std::string_view text)
{
    const Json json = json_of(text);
    return json.is_string() ? collapse(json.get<std::string>()) : json.is_null() ? "" : collapse(text);
}

void add_label(const AsreviewLabel& label, std::vector<Decision>& out)
{
    if (!label.verdict)
        return;
    Decision decision;
    decision.verdict = *label.verdict;
    decision.by = label.user.empty() ? nameless_decider : format("{} user {}", nameless_decider, label.user);
    decision.at = time_of_label(label.time);
    decision.note = label.note;
    // without a reviewer or a time of its own it may well be what is said already
    const bool nameless = label.user.empty() && decision.at.empty();
    const bool repeats = std::ranges::any_of(out, [&](const Decision& said) {
        return said.verdict == decision.verdict && (nameless || said.by == decision.by);
    });
    if (!repeats)
        out.push_back(std::move(decision));
}

void read_asreview(std::string_view note, AsreviewLabel& label)
{
    if (note == "ASReview_relevant" || note == "ASReview_irrelevant")
        label.verdict = note == "ASReview_relevant" ? Verdict::include : Verdict::exclude;
    const std::size_t colon = note.find(':');
    if (!note.starts_with("asreview_") || colon == std::string_view::npos)
        return;
    const std::string_view name = note.substr(0, colon);
    const std::string value = unquoted(trim(note.substr(colon + 1)));
    if (name == "asreview_time")
        label.time = value;
    else if (name == "asreview_note")
        label.note = value;
    else if (name == "asreview_user_id" || name == "asreview_user")
        label.user = value;
}

/// Whether somebody wrote the note while screening: the rest is of tools and of the databases that the records are of.
bool is_reviewers_note(std::string_view note)
{
    constexpr std::string_view of_others[] = {"asreview_",
                                              "rayyan",
                                              "casebook",
                                              "pmid",
                                              "doi",
                                              "export date",
                                              "cited by",
                                              "©",
                                              "(c)",
                                              "copyright",
                                              "issn",
                                              "coden",
                                              "language of original document",
                                              "correspondence address",
                                              "accession number",
                                              "database",
                                              "source",
                                              "http"};
    const std::string words = lower_ascii(note);
    return std::ranges::none_of(of_others, [&](std::string_view begin) { return words.starts_with(begin); });
}

/// What ASReview's users noted, which stands without a name beside the label.
std::string reviewers_notes(const std::vector<std::string>& notes)
{
    std::vector<std::string> out;
    for (const std::string& note : notes)
        if (!note.empty() && is_reviewers_note(note) && std::ranges::find(out, note) == out.end())
            out.push_back(note);
    return join(out, "; ");
}

/// ASReview 1 writes a column "exported_notes_1", "exported_notes_2" … each time that a table goes out.
std::vector<std::string> exported_notes(const CsvTable& table, const CsvRow& row)
{
    std::vector<std::string> out;
    for (std::size_t column = 0; column < table.headings.size(); ++column)
        if (table.headings[column].starts_with("exported_notes"))
            out.push_back(collapse(without_guard(row.cells[column])));
    return out;
}

/// Of one person and verdict the first stays: our own words, all of them, stand before their echo in Rayyan's form.
void drop_echoes(std::vector<Decision>& decisions, std::size_t ours)
{
    for (std::size_t i = 0; i < decisions.size(); ++i)
        for (std::size_t j = decisions.size() - 1; j > i && j >= ours; --j)
            if (decisions[j].by == decisions[i].by && decisions[j].verdict == decisions[i].verdict)
                decisions.erase(decisions.begin() + static_cast<std::ptrdiff_t>(j));
}

/// Our columns of a table as the note has them.
Json our_cells(const std::function<std::string(std::string_view)>& cell)
{
    Json out;
    for (const char* name : {"verdict", "reason", "by", "at", "note", "source", "stage"})
        out[name] = cell(format("casebook_{}", name));
    out["adjudicated"] = label_of(cell("casebook_adjudicated")).value_or(false);
    out["words"] = json_of(cell("casebook_words"));
    return out;
}

std::vector<Decision> decisions_under(std::string_view record, std::string_view tag)
{
    std::vector<std::string> notes;
    for (const TaggedLine& line : tagged_lines(record))
        if (line.tag == tag)
            notes.push_back(line.value);
    return decisions_in_notes(notes);
}

} // namespace

std::string_view reason_of_words(std::string_view words)
{
    const std::string wanted = squeeze(words);
    for (const Reason& reason : reasons)
        if (squeeze(reason.id) == wanted)
            return reason.id;
    for (const auto& [said, reason] : words_for_reasons)
        if (squeeze(said) == wanted)
            return reason;
    return "";
}

std::vector<Decision> decisions_in_notes(const std::vector<std::string>& notes)
{
    std::vector<Decision> out;
    std::vector<std::string> others;
    for (const std::string& note : notes)
        if (const std::string line = collapse(note); !read_ours(line, out))
            others.push_back(line);
    const std::size_t ours = out.size();
    AsreviewLabel label;
    for (const std::string& note : others) {
        if (note.find("RAYYAN-INCLUSION:") != std::string::npos)
            read_rayyan(note, out);
        read_asreview(note, label);
    }
    drop_echoes(out, ours);
    if (label.note.empty() && label.verdict)
        label.note = reviewers_notes(others);
    add_label(label, out);
    return out;
}

std::vector<Decision> decisions_in_ris(std::string_view record) { return decisions_under(record, "N1"); }
std::vector<Decision> decisions_in_nbib(std::string_view record) { return decisions_under(record, "GN"); }

std::vector<Decision> decisions_in_row(const CsvTable& table, const CsvRow& row)
{
    const auto cell = [&](std::string_view heading) { return without_guard(cell_of(table, row, {heading})); };
    std::vector<Decision> out;
    take_ours(our_cells(cell), out);
    const std::size_t ours = out.size();
    for (Decision& said : decisions_in_notes({cell("notes")}))
        out.push_back(std::move(said));
    drop_echoes(out, ours);
    AsreviewLabel label{
        {}, cell("asreview_time"), cell("asreview_note"), cell_of(table, row, {"asreview_user_id", "asreview_user"})};
    const auto column = label_column(table);
    const bool rules_own = column && table.headings[*column] == "included" && cell("casebook_by") == by_rules;
    if (column && !rules_own) // what `export labels --view machine` wrote is nobody's word
        label.verdict = verdict_of_label(row.cells[*column]);
    if (label.note.empty())
        label.note = reviewers_notes(exported_notes(table, row));
    add_label(label, out);
    return out;
}

} // namespace casebook

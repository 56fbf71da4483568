// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/people/history.hpp"

#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "query/casebook.hpp"
#include "query/wording.hpp"

#include <algorithm>

namespace casebook {

namespace {

void add_readings(const std::vector<Case>& cases, std::vector<Said>& out)
{
    for (const Case& c : cases)
        for (const Field& field : fields())
            for (const FieldValue& value : field.get(c))
                out.push_back({"", std::string(by_rules), std::string(field.id), c.number, "", value.text, "",
                               value.evidence.quote});
}

std::string decision_text(const Decision& decision)
{
    return verdict_text(decision) +
           (decision.by != by_rules && decision.stage == Stage::full_text ? ", full text" : "") +
           (decision.adjudicated ? ", settling it" : "");
}

void add_decisions(const Store& store, const std::string& article, std::vector<Said>& out)
{
    for (const Decision& decision : store.history(article)) {
        const std::string source = decision.source.empty() ? "" : "source: " + decision.source;
        out.push_back({decision.at, decision.by, "decision", 0, "", decision_text(decision),
                       decision.note + (decision.note.empty() || source.empty() ? "" : "; ") + source, ""});
    }
}

/// Each correction with what stood there before it.
void add_corrections(const Store& store, const std::string& article, std::vector<Case> cases, std::vector<Said>& out)
{
    for (const Correction& correction : store.current_corrections(article)) {
        Said said{correction.at, correction.by, correction.field, correction.case_number, "", "", correction.note, ""};
        const Field* field = find_field(correction.field);
        const auto text = [&]() -> std::string {
            const auto found = std::ranges::find(cases, correction.case_number, &Case::number);
            return found == cases.end() || field == nullptr ? "" : field_text(*field, *found);
        };
        said.before = text();
        apply(correction, cases);
        said.now = text();
        out.push_back(std::move(said));
    }
}

void add_others(const Store& store, const std::string& article, std::vector<Said>& out)
{
    for (const FullText& look : store.full_texts(article))
        if (!look.by.empty() && sees(store.view(), look.by))
            out.push_back({look.at, look.by, "full text", 0, "", std::string(name_of(look.access)), look.note, ""});
    for (const Pairing& pairing : store.pairings())
        if ((pairing.first == article || pairing.second == article) && sees(store.view(), pairing.by))
            out.push_back({pairing.at, pairing.by, "duplicates", 0, "",
                           format("{} and {}: {}", pairing.first, pairing.second, name_of(pairing.kinship)),
                           pairing.note, ""});
}

} // namespace

std::vector<Said> history_of(const Store& store, const std::string& article, int case_number)
{
    const std::vector<Case> read = store.extraction(article).value_or(Extraction{}).cases;
    std::vector<Said> out;
    add_readings(read, out);
    add_decisions(store, article, out);
    add_corrections(store, article, read, out);
    add_others(store, article, out);
    std::erase_if(out, [&](const Said& said) {
        return case_number != 0 && said.case_number != 0 && said.case_number != case_number;
    });
    std::ranges::stable_sort(out, {}, &Said::at);
    return out;
}

} // namespace casebook

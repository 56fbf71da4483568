// SPDX-License-Identifier: GPL-3.0-or-later
// `correct --from`: rows of corrections.
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/people/correcting.hpp"
#include "query/people/files_of_many.hpp"
#include "query/people/many.hpp"

#include <algorithm>

namespace casebook {

namespace {

/// Cases that the file adds: `ARTICLE#new drug NAME` the first of its drug by that person, then the second …; further
/// rows of `ARTICLE#new` speak of the one added last. Read again, the file finds the cases that it added.
class AddedCases
{
public:
    explicit AddedCases(const Store& store) : store_(store) {}

    /// The case of a row that adds one, where it was added before.
    std::optional<int> known(const std::string& article, const Correction& drug)
    {
        const std::size_t place = seen_[article + "\n" + drug.by + "\n" + drug.value]++;
        std::vector<int> numbers;
        for (const Correction& old : store_.corrections(article))
            if (old.field == "drug" && old.case_number >= first_added_case && old.value == drug.value &&
                old.by == drug.by && std::ranges::find(numbers, old.case_number) == numbers.end())
                numbers.push_back(old.case_number);
        return place < numbers.size() ? std::optional(numbers[place]) : std::nullopt;
    }
    void remember(const std::string& article, int number) { last_[article] = number; }
    int last(const std::string& article) const
    {
        const auto found = last_.find(article);
        return found == last_.end() ? 0 : found->second;
    }

private:
    const Store& store_;
    std::map<std::string, std::size_t> seen_;
    std::map<std::string, int> last_;
};

bool was_corrected(const Store& store, const Correction& said)
{
    return std::ranges::any_of(store.corrections(said.article), [&](const Correction& old) {
        return old.case_number == said.case_number && old.field == said.field && old.value == said.value &&
               old.by == said.by && !old.withdrawn && !old.adjudicated && collapse(old.note) == collapse(said.note) &&
               (said.at.empty() || old.at == said.at);
    });
}

class CorrectionTaker
{
public:
    CorrectionTaker(Casebook& casebook, std::string otherwise, const Console& console)
        : casebook_(casebook), otherwise_(std::move(otherwise)), added_(casebook.store), names_(casebook.store, console)
    {
    }

    Taken take(const SaidRow& row)
    {
        if (row.cell("case").empty())
            throw Error("no case is named.");
        const Field& field = known_field(row.cell("field"));
        const CorrectionSaid said{row.cell("value"), speaker_of(row, otherwise_), time_said(row.cell("at")),
                                  row.cell("note")};
        names_.look_at(said.by);
        CaseName name = find_case(casebook_.store, row.cell("case"));
        const bool adds = name.number == 0 && field.id == "drug";
        Correction kept{
            name.article, 0,        std::string(field.id), kept_value(said.value, field, casebook_.protocol), said.by,
            said.at,      said.note};
        if (name.number == 0)
            name.number = adds ? added_.known(name.article, kept).value_or(0) : added_.last(name.article);
        kept.case_number = name.number;
        const bool known = name.number != 0 && was_corrected(casebook_.store, kept);
        if (!known)
            name = correct_field(casebook_, name, field, said).name;
        if (adds)
            added_.remember(name.article, name.number);
        return known ? Taken::known : Taken::added;
    }

private:
    Casebook& casebook_;
    std::string otherwise_;
    AddedCases added_;
    LikelyNames names_;
};

} // namespace

int run_correct_many(const Request& request, const Console& console)
{
    const std::string otherwise = request.has("--by") ? speaker(request) : "";
    return take_many(request, console, {"case", "field"}, [&](Casebook& casebook) {
        return [taker = CorrectionTaker(casebook, otherwise, console)](const SaidRow& row) mutable {
            return taker.take(row);
        };
    });
}

} // namespace casebook

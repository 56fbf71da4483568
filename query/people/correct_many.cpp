// SPDX-License-Identifier: GPL-3.0-or-later
// `correct --from`: rows of corrections.
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "fetch/source/labels.hpp"
#include "query/people/correcting.hpp"
#include "query/people/files_of_many.hpp"
#include "query/people/many.hpp"
#include "query/people/same_patient.hpp"

#include <algorithm>
#include <array>
#include <span>

namespace casebook {

namespace {

/// Cases that the file adds: `ARTICLE#new drug NAME` the first of its drug by that person, then the second …; further
/// rows of `ARTICLE#new` speak of the one added last. Read again, the file finds the cases that it added.
class CasesOfFile
{
public:
    explicit CasesOfFile(const Store& store) : store_(store) {}

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

/// Whether both were of one patient when the older word was said: by what stood before it, or, as of one second nobody
/// knows what came first, at the end of its second.
bool were_of_one_patient(const Store& store, std::span<const Correction> all, std::size_t older, const Correction& said)
{
    const View view = everybody(store.view());
    const auto behind =
        std::ranges::find_if(all.subspan(older), [&](const Correction& word) { return word.at > all[older].at; });
    return std::ranges::any_of(std::array{all.begin() + static_cast<std::ptrdiff_t>(older), behind}, [&](auto end) {
        const Patients then = patients_of(store, std::vector<Correction>(all.begin(), end), view);
        return then.of(all[older]) == then.of(said);
    });
}

/// The same word of the same person, whenever it was said. What takes back says nothing else, and takes what she said
/// of the patient by whichever number.
bool repeats(const Store& store, std::span<const Correction> all, std::size_t older, const Correction& said)
{
    const Correction& a = all[older];
    const bool alike = a.field == said.field && a.value == said.value && a.by == said.by &&
                       a.withdrawn == said.withdrawn && collapse(a.note) == collapse(said.note);
    return alike && (a.withdrawn ? were_of_one_patient(store, all, older, said)
                                 : a.case_number == said.case_number && a.adjudicated == said.adjudicated);
}

class CorrectionTaker
{
public:
    CorrectionTaker(Casebook& casebook, std::string otherwise, const Console& console, const std::vector<SaidRow>& rows)
        : casebook_(casebook),
          console_(console),
          otherwise_(std::move(otherwise)),
          added_(casebook.store),
          names_(casebook.store, console),
          last_(last_lines(rows, [&](const SaidRow& row) {
              return format("{}\n{}\n{}", row.cell("case"), row.cell("field"), speaker_of(row, otherwise_));
          }))
    {
    }

    Taken take(const SaidRow& row)
    {
        if (row.cell("case").empty())
            throw Error("no case is named.");
        if (row.cell("field") == same_as_field)
            return take_same_as(row);
        const Field& field = known_field(row.cell("field"));
        const CorrectionSaid said = read(row);
        names_.look_at(said.by);
        CaseName name = case_named(row, said);
        const bool adds = name.number == 0 && field.id == "drug";
        Correction kept{
            name.article, 0,        std::string(field.id), kept_value(said.value, field, casebook_.protocol), said.by,
            said.at,      said.note};
        kept.withdrawn = said.withdrawn;
        kept.adjudicated = said.adjudicated;
        if (adds)
            name.number = added_.known(name.article, kept).value_or(0);
        kept.case_number = name.number;
        const bool known = name.number != 0 && is_known(kept, row);
        if (!known) {
            const Correcting done = correct_field(casebook_, name, field, said);
            name = done.name;
            tell(row, done.warning);
        }
        if (adds)
            added_.remember(name.article, name.number);
        return known ? Taken::known : Taken::added;
    }

private:
    /// The case of which the row speaks, as its speaker may see it; 0 adds one.
    CaseName case_named(const SaidRow& row, const CorrectionSaid& said)
    {
        const std::string word = word_for_case(row);
        if (said.adjudicated) // over what two say
            casebook_.store.set_view(everybody(casebook_.store.view()));
        else
            look_alone(casebook_, said.by, word);
        return find_case(casebook_.store, word);
    }

    /// The cell, of a `#new` that speaks on with the number of the case added last.
    std::string word_for_case(const SaidRow& row) const
    {
        const std::string word = row.cell("case");
        const std::size_t mark = word.find('#');
        if (mark == std::string::npos || trim(std::string_view(word).substr(mark + 1)) != "new")
            return word;
        const std::string article = find_article(casebook_.store, word);
        const int last = row.cell("field") == "drug" ? 0 : added_.last(article);
        return last == 0 ? word : case_id(article, last);
    }

    void tell(const SaidRow& row, const std::string& warning) const
    {
        if (!warning.empty())
            console_.err << format("line {}: {}", row.line, warning);
    }

    Taken take_same_as(const SaidRow& row)
    {
        const CorrectionSaid said = read(row);
        names_.look_at(said.by);
        Correction kept{"", 0, "", said.value, said.by, said.at, said.note, said.withdrawn, said.adjudicated};
        kept = same_as_said(casebook_.store, word_for_case(row), std::move(kept));
        if (is_known(kept, row))
            return Taken::known;
        tell(row, add_same_as(casebook_.store, std::move(kept)));
        return Taken::added;
    }

    CorrectionSaid read(const SaidRow& row) const
    {
        CorrectionSaid said{row.cell("value"), speaker_of(row, otherwise_), time_said(row.cell("at")),
                            row.cell("note")};
        said.withdrawn = label_of(row.cell("withdrawn")).value_or(false);
        said.adjudicated = label_of(row.cell("adjudicated")).value_or(false);
        if (said.withdrawn && (said.adjudicated || !said.value.empty()))
            throw Error("a row that takes back has no value and settles nothing; leave those cells empty.");
        return said;
    }

    bool is_known(const Correction& said, const SaidRow& row)
    {
        const std::vector<Correction> corrections = casebook_.store.corrections(said.article);
        std::size_t held = 0;
        for (std::size_t i = 0; i < corrections.size(); ++i)
            if ((said.at.empty() || corrections[i].at == said.at) && repeats(casebook_.store, corrections, i, said))
                ++held;
        const std::string place = format("{}\n{}\n{}\n{}", said.article, said.case_number, said.field, said.by);
        const std::string word =
            format("{}\n{}\n{}\n{}\n{}", said.at, said.value, said.withdrawn, said.adjudicated, collapse(said.note));
        const bool known = told_.is_known(place, word, held);
        if (known && said.at.empty() && last_.contains(row.line) && !stands_so(corrections, said))
            throw Error(format("{} said that before and something else since; give the row its time (at), or say it "
                               "with `casebook correct`.",
                               said.by));
        return known;
    }

    Casebook& casebook_;
    const Console& console_;
    std::string otherwise_;
    CasesOfFile added_;
    LikelyNames names_;
    std::set<std::size_t> last_;
    ToldWords told_;
};

} // namespace

int run_correct_many(const Request& request, const Console& console)
{
    const std::string otherwise = request.has("--by") ? speaker(request) : "";
    return take_many(request, console, {"case", "field"}, [&](Casebook& casebook, const std::vector<SaidRow>& rows) {
        return [taker = CorrectionTaker(casebook, otherwise, console, rows)](const SaidRow& row) mutable {
            return taker.take(row);
        };
    });
}

} // namespace casebook

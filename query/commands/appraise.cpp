// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/appraisal/appraise.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/nearest.hpp"
#include "corpus/summary.hpp"
#include "corpus/text.hpp"
#include "query/appraisal/who_umc.hpp"
#include "query/casebook.hpp"
#include "query/commands.hpp"
#include "query/people.hpp"
#include "query/people/settling.hpp"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <ostream>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// `--instrument`; nullptr for none.
const Instrument* asked_instrument(const Request& request)
{
    if (!request.has("--instrument"))
        return nullptr;
    const std::string id = lower_ascii(request.text("--instrument"));
    if (const Instrument* found = find_instrument(id))
        return found;
    std::vector<std::string> known;
    for (const Instrument& instrument : instruments())
        known.emplace_back(instrument.id);
    throw UsageError(format("--instrument {}: there is no such instrument; there are: {}.{}", id, join(known, ", "),
                            did_you_mean(id, known)));
}

Reply asked_answer(const std::string& word)
{
    struct Same
    {
        std::string_view word;
        Reply answer;
    };
    constexpr Same words[] = {{"yes", Reply::yes},
                              {"no", Reply::no},
                              {"unknown", Reply::unknown},
                              {"unclear", Reply::unknown},
                              {"na", Reply::not_applicable},
                              {"not-applicable", Reply::not_applicable},
                              {"not_applicable", Reply::not_applicable}};
    const auto* found = std::ranges::find(words, lower_ascii(word), &Same::word);
    if (found == std::end(words))
        throw UsageError(format("--answer {}: answer yes, no, unknown (still open) or na (what it asks about was never "
                                "done).",
                                word));
    return found->answer;
}

/// The cases to appraise: the one that is named, the suspect ones of the article, or those that count.
std::vector<CaseAppraisal> asked_cases(const Store& store, const std::string& word)
{
    std::vector<CaseAppraisal> out;
    const Appraiser appraiser(store);
    const auto add = [&](const Article& article, int number) { // 0 for all
        for (const Case& c : current_cases(store, article.id))
            if (number == 0 ? is_suspected(c) : c.number == number)
                out.push_back(appraiser.of(article, c));
    };
    if (word.empty()) {
        for (const IncludedReport& report : included_reports(store))
            add(report.article, 0);
        return out;
    }
    if (word.find('#') != std::string::npos) {
        const CaseName name = word == "#new" ? CaseName{} : find_case(store, word);
        if (name.number == 0)
            throw UsageError("#new: a case is added with `casebook correct ARTICLE#new drug NAME --by WHO`.");
        add(*store.article(name.article), patient_of(store, name));
        return out;
    }
    add(*store.article(find_article(store, word)), 0);
    if (out.empty())
        throw Error(format("{}: no case in which the drug is suspected was read in it. See `casebook show {}`; add one "
                           "with `casebook correct {}#new drug NAME --by WHO`.",
                           word, word, word));
    return out;
}

std::string answer_text(const AppraisedItem& item)
{
    constexpr std::string_view words[] = {"open", "yes", "no", "n/a"};
    return std::string(words[static_cast<std::size_t>(item.reply())]);
}

/// "+2", or of an open item "-1..+2"; "" where there are no points.
std::string points_text(const AppraisedItem& item)
{
    const int yes = item.item->yes;
    const int no = item.item->no;
    if (yes == 0 && no == 0)
        return "";
    switch (item.reply()) {
    case Reply::yes: return format("{:+}", yes);
    case Reply::no: return no == 0 ? "0" : format("{:+}", no);
    case Reply::not_applicable: return "0";
    case Reply::unknown: break;
    }
    const int low = std::min(yes, no);
    return (low == 0 ? "0" : format("{:+}", low)) + format("..{:+}", std::max(yes, no));
}

void print_item(const AppraisedItem& item, bool paraphrase, std::ostream& out)
{
    out << format("  {:>2}  {:<4} {:>6}  {}\n", item.number, answer_text(item), points_text(item), item.item->question);
    const std::string indent(17, ' ');
    if (!item.people.empty())
        out << indent << "machine: " << name_of(item.machine.answer) << ", ";
    else
        out << indent;
    out << item.machine.because << "\n";
    for (const Evidence& e : item.machine.words)
        out << indent << "“" << e.quote << "”" << (paraphrase ? " (paraphrase)" : "") << "\n";
    for (const ItemAnswer& said : item.people)
        out << indent << said.by << ": " << name_of(said.answer) << ", " << said.at.substr(0, 10)
            << (said.note.empty() ? "" : ": " + said.note) << "\n";
}

void print_rules(const AppraisedForm& form, std::ostream& out)
{
    const std::vector<Reply> answers = replies_of(form);
    for (const UmcCategory& category : umc_categories())
        out << "      " << umc_rule_text(category, answers) << "\n";
}

void print_form(const CaseAppraisal& appraisal, const AppraisedForm& form, std::ostream& out)
{
    out << "\n" << form.instrument->name << ": " << result_text(appraisal, *form.instrument) << "\n";
    if (form.instrument->id == "naranjo")
        out << "  as it stands: open items counted as 0, as the scale does\n";
    for (const AppraisedItem& item : form.items)
        print_item(item, is_paraphrase(appraisal.article), out);
    if (form.instrument->id == "who-umc")
        print_rules(form, out);
    out << "  Source: " << form.instrument->source << "\n";
}

void print_authors(const CaseAppraisal& appraisal, std::ostream& out)
{
    for (const Stated<Causality>& said : appraisal.now.causality)
        out << "The authors: " << causality_text(*said.value)
            << (said.by.empty()
                    ? " “" + said.evidence.quote + "”" + (is_paraphrase(appraisal.article) ? " (paraphrase)" : "")
                    : " (told by " + said.by + ")")
            << "\n";
}

void print_case_head(const CaseAppraisal& appraisal, std::ostream& out)
{
    out << case_id(appraisal.article.id, appraisal.now.number) << "  " << short_reference(appraisal.article) << ": "
        << summary_of(appraisal.now) << "\n";
}

/// One named case or one instrument in full; else a few lines a case.
void print_appraisals(const std::vector<CaseAppraisal>& appraisals, const Instrument* only, bool in_full,
                      std::ostream& out)
{
    for (const CaseAppraisal& appraisal : appraisals) {
        print_case_head(appraisal, out);
        if (in_full) {
            print_authors(appraisal, out);
            for (const AppraisedForm& form : appraisal.forms)
                if (only == form.instrument ||
                    (only == nullptr && (form.instrument->id == "naranjo" || form.instrument->id == "who-umc")))
                    print_form(appraisal, form, out);
        } else {
            for (const AppraisedForm& form : appraisal.forms)
                if (only == nullptr || only == form.instrument)
                    out << format("  {:<8} {}\n", form.instrument->name, result_text(appraisal, *form.instrument));
            if (const std::string authors = authors_text(appraisal); !authors.empty())
                out << format("  {:<8} {}\n", "authors", authors);
        }
        out << "\n";
    }
}

/// A person's answer as the words of the command line give it; throws UsageError for what is none.
ItemAnswer asked_item(const Request& request)
{
    const Instrument* instrument = asked_instrument(request);
    const bool withdrawn = request.has("--withdraw");
    if (instrument == nullptr || !request.has("--item") || request.has("--answer") == withdrawn)
        throw UsageError("an answer needs --instrument, --item, --answer (or --withdraw) and --by: to which item, and "
                         "who says so?");
    if (withdrawn && request.has("--adjudicate"))
        throw UsageError("--adjudicate goes with an answer; --withdraw takes your last one back, that too.");
    if (!request.has("CASE"))
        throw UsageError("an answer needs a case: `casebook appraise PMID#NUMBER --instrument naranjo --item 4 …`.");
    const auto item = request.number("--item", 1, 1, static_cast<long>(instrument->items.size()));
    return {"",
            0,
            std::string(instrument->id),
            static_cast<int>(item),
            withdrawn ? Reply::unknown : asked_answer(request.text("--answer")),
            speaker(request),
            "",
            words_of(request, "--note"),
            withdrawn,
            request.has("--adjudicate")};
}

const AppraisedItem& item_of(const CaseAppraisal& appraisal, const ItemAnswer& said)
{
    return form_of(appraisal, said.instrument).items[static_cast<std::size_t>(said.item) - 1];
}

std::vector<ItemAnswer> said_of(const Store& store, const ItemAnswer& said)
{
    return words_on_item(store, said.article, said.case_number, said.instrument, said.item);
}

/// The answer at its place: one that takes back is where the person's last is. Throws Error when there is nothing to
/// take back or to settle.
ItemAnswer placed_answer(const Store& store, ItemAnswer said)
{
    const std::vector<ItemAnswer> people = said_of(store, said);
    const std::string item = format("item {}", said.item);
    if (said.withdrawn) {
        const ItemAnswer last = word_to_take_back(people, said.by, item);
        said.adjudicated = last.adjudicated;
        said.case_number = last.case_number;
    } else if (said.adjudicated) {
        check_two_spoke(people, "answered", item);
        check_differs(
            people, [&](const ItemAnswer& old) { return old.answer == said.answer; }, "answered", item,
            name_of(said.answer));
    }
    return said;
}

/// Adds it, unless that is what the person says already; true when it was added.
bool add_answer(Store& store, const ItemAnswer& said)
{
    const std::vector<ItemAnswer> people = said_of(store, said);
    const auto last = std::find_if(people.rbegin(), people.rend(), [&](const ItemAnswer& old) {
        return old.by == said.by && old.adjudicated == said.adjudicated;
    });
    const bool added =
        said.withdrawn || last == people.rend() || last->answer != said.answer || last->note != said.note;
    if (added)
        store.add(said);
    return added;
}

/// A person's answer to one item, kept beside the machine's.
int answer_item(const Request& request, const Console& console)
{
    ItemAnswer said = asked_item(request);
    const Format form = format_of(request);
    Casebook casebook = open_casebook(request);
    Store::Transaction transaction(casebook.store);
    if (!said.adjudicated)
        look_alone(casebook, said.by, request.text("CASE"));
    const CaseName name = find_case(casebook.store, request.text("CASE"));
    const std::string id = case_id(name.article, name.number);
    LikelyNames(casebook.store, console).look_at(said.by);
    const CaseAppraisal was = asked_cases(casebook.store, name.number == 0 ? "#new" : id).front();
    said.article = name.article;
    said.case_number = name.number;
    said = placed_answer(casebook.store, std::move(said));
    const AppraisedItem& before = item_of(was, said);
    const std::optional<ItemAnswer> settled = settled_before(said, said_of(casebook.store, said));
    const bool added = add_answer(casebook.store, said);
    transaction.commit();
    const Instrument& instrument = *find_instrument(said.instrument);
    const CaseAppraisal is = asked_cases(casebook.store, id).front();
    const std::string result = result_text(is, instrument);
    const std::string_view now = name_of(item_of(is, said).reply());
    if (form == Format::text)
        console.out << format("{} {} item {} ({}): {} → {} {} {}{}; the machine says {}: {}\n{}: {}\n", id,
                              instrument.name, said.item, before.item->fact, name_of(before.reply()), now,
                              said.withdrawn ? "taken back by" : "by", said.by,
                              said.adjudicated && !said.withdrawn ? ", which settles it" : "",
                              name_of(before.machine.answer), before.machine.because, instrument.name, result);
    else
        console.out << Json{{"version", 1},
                            {"case", id},
                            {"added", added},
                            {"instrument", instrument.id},
                            {"item", said.item},
                            {"before", name_of(before.reply())},
                            {"now", now},
                            {"machine", name_of(before.machine.answer)},
                            {"by", said.by},
                            {"withdrawn", said.withdrawn},
                            {"adjudicated", said.adjudicated},
                            {"result", result}}
                           .dump()
                    << "\n";
    if (settled)
        console.err << settled_text(
                           format("Item {} of {}", said.item, id), settled->by, settled->at,
                           format("appraise {} --instrument {} --item {} …", id, instrument.id, said.item),
                           format("appraise {} --instrument {} --item {} --withdraw", id, instrument.id, said.item))
                    << "\n";
    return 0;
}

/// `--by` without an answer: the forms as one of two reviewers may see them while she fills them in.
void look_as(const std::string& who, Casebook& casebook, const Console& console)
{
    casebook.store.set_view(reviewers_view(who, casebook.protocol));
    if (casebook.protocol.reviewers > 1)
        console.err << format("Shown are the machine's answers and those of {}; what others decided, corrected and "
                              "answered is hidden (two reviewers). `appraise` without --by shows what counts.\n",
                              who);
}

} // namespace

int run_appraise(const Request& request, const Console& console)
{
    for (const char* name : {"--answer", "--item", "--note", "--withdraw", "--adjudicate"})
        if (request.has(name))
            return answer_item(request, console);
    const Format form = format_of(request);
    const Instrument* only = asked_instrument(request);
    const std::string who = request.has("--by") ? speaker(request) : "";
    Casebook casebook = open_casebook(request);
    if (!who.empty())
        look_as(who, casebook, console);
    const std::vector<CaseAppraisal> appraisals = asked_cases(casebook.store, request.text("CASE"));
    if (form == Format::text) {
        print_appraisals(appraisals, only, request.has("CASE"), console.out);
        if (appraisals.empty())
            console.err << "No case counts yet: nothing is included with a patient in whom the drug is suspected.\n";
        return 0;
    }
    Json cases = Json::array();
    for (const CaseAppraisal& appraisal : appraisals)
        cases.push_back(appraisal_json(appraisal, only));
    if (form == Format::json)
        console.out << Json{{"version", 1}, {"cases", cases}}.dump(1) << "\n";
    else
        for (const Json& line : cases)
            console.out << line.dump() << "\n";
    return 0;
}

} // namespace casebook

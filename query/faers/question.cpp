// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/faers/question.hpp"

#include "corpus/format.hpp"
#include "corpus/letters.hpp"
#include "corpus/lexicon.hpp"
#include "corpus/ordered.hpp"
#include "corpus/text.hpp"

#include "corpus/fields.hpp"
#include "fetch/source/meddra.hpp"
#include "index/faers/countries.hpp"
#include "index/faers/names.hpp"
#include "index/faers/reviewed_names.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <ostream>

namespace casebook {

namespace {

FaersDate period_date(const std::string& text, std::string_view where)
{
    if (text.empty() || text == "any")
        return {};
    const Parsed<FaersDate> date = parse_period_date(text);
    if (!date)
        throw UsageError(format("{}: {}; or \"any\".", where, date.error().what));
    return *date;
}

std::vector<FaersRole> read_roles(const std::vector<std::string>& codes)
{
    std::vector<FaersRole> out;
    for (const std::string& code : codes) {
        const std::string upper = upper_ascii(trim(code));
        const auto found = std::ranges::find(faers_role_codes, upper);
        if (found == faers_role_codes.end())
            throw UsageError(format("--roles {}: expected some of PS, SS, C, I (primary suspect, secondary suspect, "
                                    "concomitant, interacting), with commas between, or any.",
                                    code));
        out.push_back(static_cast<FaersRole>(found - faers_role_codes.begin()));
    }
    sort_unique(out);
    return out;
}

FaersLevel read_level(const std::string& name)
{
    const auto level = find_faers_level(name);
    if (!level)
        throw UsageError(format("--level {}: expected rows, latest, latest-minus-deleted or wang2024.", name));
    return *level;
}

/// "18..45", "18..", "..45": from the first, before the second.
void read_ages(const std::string& text, FaersPeople& people)
{
    const std::size_t dots = text.find("..");
    const auto number = [&](const std::string& word) -> std::optional<double> {
        if (word.empty())
            return std::nullopt;
        double value = 0;
        const auto [end, error] = std::from_chars(word.data(), word.data() + word.size(), value);
        if (error != std::errc() || end != word.data() + word.size() || value < 0)
            throw UsageError(format("--age {}: expected years as 18..45, 18.. or ..45.", text));
        return value;
    };
    if (dots == std::string::npos)
        throw UsageError(format("--age {}: expected years as 18..45, 18.. or ..45.", text));
    people.age_from = number(text.substr(0, dots));
    people.age_to = number(text.substr(dots + 2));
    if (people.age_from && people.age_to && *people.age_to <= *people.age_from)
        throw UsageError(format("--age {}: the second age must be above the first.", text));
}

FaersPeople read_people(const Request& request)
{
    FaersPeople out;
    if (const std::string sex = request.text("--sex"); !sex.empty()) {
        constexpr std::array<std::pair<std::string_view, char>, 3> known = {
            {{"female", 'F'}, {"male", 'M'}, {"unknown", '\0'}}};
        const auto found = std::ranges::find(known, std::string_view(sex), [](auto& row) { return row.first; });
        if (found == known.end())
            throw UsageError(format("--sex {}: expected female, male or unknown.", sex));
        out.sex = found->second;
    }
    if (request.has("--age"))
        read_ages(request.text("--age"), out);
    if (request.has("--country"))
        out.country = fold_country(request.text("--country"));
    if (const std::string word = request.text("--reporter"); !word.empty()) {
        const auto found = std::ranges::find(reporter_group_names, word);
        if (found == reporter_group_names.end())
            throw UsageError(format("--reporter {}: expected consumer, professional, lawyer or unknown.", word));
        out.reporter = static_cast<ReporterGroup>(found - reporter_group_names.begin());
    }
    const std::int64_t most = request.number("--max-drugs", 0);
    if (most < 0 || most > 65534)
        throw UsageError(format("--max-drugs {}: expected a number from 1 to 65534.", most));
    out.most_drugs = static_cast<std::uint32_t>(most);
    return out;
}

FaersExposure read_exposure(const Request& request)
{
    FaersExposure out;
    out.alone = request.has("--alone");
    for (const std::string& word : split(request.text("--class"), ',')) {
        if (trim(word).empty())
            continue;
        const auto value = find_exposure_class(trim(word));
        if (!value)
            throw UsageError(format("--class {}: expected some of systemic, ophthalmic, topical, unknown.", word));
        out.classes.push_back(*value);
    }
    return out;
}

/// The members of a group as the user typed it. A word that is a name as a whole is not split: some terms have commas.
std::vector<std::string> words(const FaersStore& store, FaersWord kind, const std::string& list)
{
    if (!look_up(store, kind, list).title.empty())
        return {list};
    std::vector<std::string> out;
    for (const std::string& word : split(list, ','))
        if (!trim(word).empty())
            out.emplace_back(trim(word));
    if (out.empty())
        throw UsageError("a name is empty; give names with commas between.");
    return out;
}

bool is_protocol_drug(const DrugNames& drug, const std::string& word)
{
    const auto same = [&](const std::string& name) { return equal_ignoring_case(name, word); };
    return same(drug.name) || std::ranges::any_of(drug.synonyms, same) || std::ranges::any_of(drug.brands, same);
}

/// The ingredients to count for a word that is none: the protocol's, what the data say of the name, what the reviewed
/// names do, what the vocabulary does. A combination has no single one.
std::vector<std::string> known_as(const Protocol& protocol, const FaersName& name)
{
    if (is_protocol_drug(protocol.drug, name.asked))
        return protocol.drug.faers;
    if (!name.ingredients.empty())
        return name.ingredients.size() == 1 ? name.ingredients : std::vector<std::string>();
    if (std::vector<std::string> reviewed = reviewed_names().find(fold_drug(name.asked)); !reviewed.empty())
        return reviewed.size() == 1 ? reviewed : std::vector<std::string>();
    return {drug_lexicon().concept_of(name.asked)};
}

void say_unknown(const FaersName& name, std::string_view what, const Console& console)
{
    if (!name.ingredients.empty())
        console.err << format("\"{}\" is a name of {} in the quarters held; ask for an ingredient.\n", name.asked,
                              join(name.ingredients, " with "));
    else
        console.err << format("\"{}\" is no {} in the quarters held{}{}.\n", name.asked, what,
                              name.suggestions.empty() ? "" : "; nearest: ", join(name.suggestions, "; "));
}

std::vector<std::string> drugs_asked(const Protocol& protocol, const std::string& list, const FaersStore& store,
                                     const Console& console)
{
    std::vector<std::string> out;
    for (const std::string& word : words(store, FaersWord::drug, list)) {
        const FaersName name = look_up(store, FaersWord::drug, word);
        std::vector<std::string> others;
        if (name.title.empty())
            for (const std::string& other : known_as(protocol, name))
                if (!look_up(store, FaersWord::drug, other).title.empty())
                    others.push_back(other);
        if (name.title.empty() && others.empty())
            say_unknown(name, "ingredient", console);
        if (!others.empty())
            console.err << format("\"{}\" is counted as {}.\n", word, join(others, ", "));
        if (others.empty())
            others = {word};
        out.insert(out.end(), others.begin(), others.end());
    }
    return out;
}

std::vector<std::string> events_asked(const std::string& list, const FaersStore& store,
                                      const std::filesystem::path& meddra, const Console& console)
{
    std::vector<std::string> out = words(store, FaersWord::event, list);
    const std::optional<Meddra> terms = Meddra::exists(meddra) ? std::optional(Meddra::open(meddra)) : std::nullopt;
    for (std::string& word : out) {
        FaersName name = look_up(store, FaersWord::event, word);
        if (!name.title.empty())
            continue;
        if (const std::string preferred = terms ? terms->preferred(word) : ""; !preferred.empty()) {
            console.err << format("\"{}\" is counted as its preferred term {}.\n", word, preferred);
            word = preferred;
            continue;
        }
        const FaersName known = look_up(store, FaersWord::event, condition_lexicon().concept_of(word));
        if (!known.title.empty() && std::ranges::find(name.suggestions, known.title) == name.suggestions.end())
            name.suggestions.insert(name.suggestions.begin(), known.title);
        say_unknown(name, "preferred term", console);
    }
    return out;
}

} // namespace

FaersQuestion question_of(const Protocol& protocol)
{
    FaersQuestion out;
    out.drugs = protocol.drug.faers;
    out.events = protocol.event.faers;
    out.roles = read_roles(protocol.faers.roles);
    out.level = read_level(protocol.faers.level);
    out.from = period_date(protocol.faers.from, "protocol.json, faers.period");
    out.to = period_date(protocol.faers.to, "protocol.json, faers.period");
    return out;
}

FaersQuestion question_of(const Protocol& protocol, const Request& request, const FaersStore& store,
                          const Console& console)
{
    FaersQuestion out = question_of(protocol);
    if (request.has("DRUG"))
        out.drugs = drugs_asked(protocol, request.text("DRUG"), store, console);
    if (request.has("EVENT"))
        out.events = events_asked(request.text("EVENT"), store, request.dir / "meddra", console);
    if (request.has("--roles")) {
        const std::string roles = request.text("--roles");
        out.roles =
            read_roles(roles == "any" ? std::vector<std::string>(faers_role_codes.begin(), faers_role_codes.end())
                                      : split(roles, ','));
    }
    if (request.has("--level"))
        out.level = read_level(request.text("--level"));
    if (request.has("--from"))
        out.from = period_date(request.text("--from"), "--from");
    if (request.has("--to"))
        out.to = period_date(request.text("--to"), "--to");
    out.people = read_people(request);
    out.exposure = read_exposure(request);
    if (request.has("--with"))
        out.exposure.with = drugs_asked(protocol, request.text("--with"), store, console);
    if (out.from && out.to && out.to < out.from)
        throw UsageError(format("the period ends ({}) before it begins ({}).", to_text(out.to), to_text(out.from)));
    return out;
}

std::vector<std::string> drugs_of(const Protocol& protocol, const std::string& list, const FaersStore& store,
                                  const Console& console)
{
    return trim(list).empty() ? std::vector<std::string>() : drugs_asked(protocol, list, store, console);
}

std::vector<std::string> narrowings(const FaersQuestion& question)
{
    const FaersPeople& people = question.people;
    std::vector<std::string> out;
    if (people.sex)
        out.emplace_back(*people.sex == 'F' ? "female" : *people.sex == 'M' ? "male" : "sex unknown");
    if (people.age_from || people.age_to)
        out.push_back(format("age {}..{} years", people.age_from ? plain_number(*people.age_from) : "",
                             people.age_to ? plain_number(*people.age_to) : ""));
    if (people.country)
        out.push_back("country " + (people.country->empty() ? "unknown" : *people.country));
    if (people.reporter)
        out.push_back("reporter " + std::string(reporter_group_names.at(static_cast<std::size_t>(*people.reporter))));
    if (people.most_drugs != 0)
        out.push_back(format("at most {} ingredients", people.most_drugs));
    for (const ExposureClass value : question.exposure.classes)
        out.push_back("given as " + std::string(name_of(value)));
    for (const std::string& drug : question.exposure.with)
        out.push_back("with " + drug);
    if (question.exposure.alone)
        out.emplace_back("no other drug");
    return out;
}

std::vector<std::string> role_codes(const FaersQuestion& question)
{
    std::vector<std::string> codes;
    for (const FaersRole role : question.roles)
        codes.emplace_back(faers_role_codes.at(static_cast<std::size_t>(role)));
    return codes;
}

std::string roles_text(const FaersQuestion& question) { return join(role_codes(question), ", "); }

} // namespace casebook

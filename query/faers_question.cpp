// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/faers_question.hpp"

#include "corpus/format.hpp"
#include "corpus/lexicon.hpp"
#include "corpus/ordered.hpp"
#include "corpus/text.hpp"

#include <algorithm>
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
        std::string upper(trim(code));
        std::ranges::transform(upper, upper.begin(),
                               [](char c) { return is_lower(c) ? static_cast<char>(c - 32) : c; });
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

/// The ingredients to count for a word that is none: the protocol's, what the data say of the name, what the
/// vocabulary says. A combination has no single one.
std::vector<std::string> known_as(const Protocol& protocol, const FaersName& name)
{
    if (is_protocol_drug(protocol.drug, name.asked))
        return protocol.drug.faers;
    if (!name.ingredients.empty())
        return name.ingredients.size() == 1 ? name.ingredients : std::vector<std::string>();
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

std::vector<std::string> events_asked(const std::string& list, const FaersStore& store, const Console& console)
{
    std::vector<std::string> out = words(store, FaersWord::event, list);
    for (const std::string& word : out) {
        FaersName name = look_up(store, FaersWord::event, word);
        if (!name.title.empty())
            continue;
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
        out.events = events_asked(request.text("EVENT"), store, console);
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
    if (out.from && out.to && out.to < out.from)
        throw UsageError(format("the period ends ({}) before it begins ({}).", to_text(out.to), to_text(out.from)));
    return out;
}

std::optional<FaersCounts> count_pair(const Protocol& protocol, const std::filesystem::path& faers)
{
    if (!FaersStore::exists(faers))
        return std::nullopt;
    return count(FaersStore(faers), question_of(protocol));
}

std::string roles_text(const FaersQuestion& question)
{
    std::vector<std::string> codes;
    for (const FaersRole role : question.roles)
        codes.emplace_back(faers_role_codes.at(static_cast<std::size_t>(role)));
    return join(codes, ", ");
}

} // namespace casebook

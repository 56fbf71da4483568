// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/archive_prior.hpp"

#include "corpus/archive.hpp"
#include "corpus/digest.hpp"
#include "corpus/format.hpp"
#include "index/faers/pairs.hpp"

#include <nlohmann/json.hpp>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

/// All that says which pairs there are, drugs, events and exposure left aside.
std::string pairs_text(const FaersQuestion& question)
{
    const FaersPeople& people = question.people;
    std::string roles;
    for (const FaersRole role : question.roles)
        roles += format(" {}", faers_role_codes.at(static_cast<std::size_t>(role)));
    return format("roles{}; level {}; from {} to {}; sex {}; age {} to {}; country {}; reporter {}; at most {}", roles,
                  name_of(question.level), question.from.ymd, question.to.ymd,
                  people.sex ? format("{:d}", static_cast<int>(*people.sex)) : "any",
                  people.age_from ? format("{}", *people.age_from) : "any",
                  people.age_to ? format("{}", *people.age_to) : "any", people.country.value_or("any"),
                  people.reporter ? format("{}", static_cast<int>(*people.reporter)) : "any", people.most_drugs);
}

std::filesystem::path file_of(const FaersStore& store, const FaersQuestion& question)
{
    return store.folder() /
           format("{}{}.prior", prior_file_stem(store.counting_name()), sha256(pairs_text(question)).substr(0, 16));
}

Json prior_json(const GpsPrior& prior)
{
    Json out;
    const std::array<double, 5> values = parameters(prior);
    for (std::size_t i = 0; i < values.size(); ++i)
        out[prior_names.at(i)] = values.at(i);
    return out;
}

GpsPrior prior_from(const Json& json)
{
    std::array<double, 5> values = {};
    for (std::size_t i = 0; i < values.size(); ++i)
        values.at(i) = json.at(prior_names.at(i));
    return prior_of(values);
}

Json fit_json(const PriorFit& fit)
{
    Json starts = Json::array();
    for (const PriorStart& start : fit.starts)
        starts.push_back({{"from", prior_json(start.from)},
                          {"to", prior_json(start.to)},
                          {"log_likelihood", start.log_likelihood},
                          {"rounds", start.rounds},
                          {"converged", start.converged}});
    return {{"prior", prior_json(fit.prior)},
            {"log_likelihood", fit.log_likelihood},
            {"converged", fit.converged},
            {"at_bound", fit.at_bound},
            {"pairs", fit.pairs},
            {"groups", fit.groups},
            {"starts", starts}};
}

PriorFit fit_from(const Json& json)
{
    PriorFit out{prior_from(json.at("prior")),
                 json.at("log_likelihood"),
                 json.at("converged"),
                 json.at("at_bound"),
                 json.at("pairs"),
                 json.at("groups"),
                 {}};
    for (const Json& start : json.at("starts"))
        out.starts.push_back({prior_from(start.at("from")), prior_from(start.at("to")), start.at("log_likelihood"),
                              start.at("rounds"), start.at("converged")});
    return out;
}

} // namespace

std::string prior_file_stem(const std::string& counting_name)
{
    return counting_name.substr(0, counting_name.find('.')) + "-";
}

std::optional<PriorFit> fit_archive_prior(const FaersStore& store, const FaersQuestion& question)
{
    FaersQuestion all = question;
    all.drugs.clear();
    all.events.clear();
    PairGroups groups;
    each_pair(store, all, 1, [&](const PairCount& pair) {
        groups.add(static_cast<std::uint32_t>(pair.table.a), expected_of(pair.table));
    });
    return fit_prior(groups.groups());
}

void keep_prior(const FaersStore& store, const FaersQuestion& question, const PriorFit& fit)
{
    const Json out = {
        {"version", 1}, {"archive", store.counting_name()}, {"question", pairs_text(question)}, {"fit", fit_json(fit)}};
    write_file(file_of(store, question), out.dump(1) + "\n");
}

std::optional<PriorFit> kept_prior(const FaersStore& store, const FaersQuestion& question)
{
    const std::filesystem::path file = file_of(store, question);
    if (!std::filesystem::exists(file))
        return std::nullopt;
    try {
        const Json json = Json::parse(read_file(file));
        const bool same = json.at("question") == pairs_text(question) && json.at("archive") == store.counting_name();
        return same ? std::optional(fit_from(json.at("fit"))) : std::nullopt;
    } catch (const nlohmann::json::exception&) { // no program of ours left it so: as if it were not there
        return std::nullopt;
    }
}

} // namespace casebook

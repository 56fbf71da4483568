// SPDX-License-Identifier: GPL-3.0-or-later
#include "index/faers/candidates.hpp"

#include "corpus/fields.hpp"
#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "index/faers/countries.hpp"
#include "index/faers/names.hpp"

#include <algorithm>
#include <cmath>
#include <optional>

namespace casebook {

namespace {

constexpr std::uint8_t death = 1; ///< the bit of DE in FaersReport::outcomes

/// What a comparison says: points with a reason, nothing, or that the two cannot be one patient.
struct Judgement
{
    int points = 0;
    std::string reason;
    bool impossible = false;
};
constexpr bool never = true;

Judgement by_sex(const Case& c, const FaersReport& report)
{
    if (!c.patient.sex || report.sex == '\0')
        return {};
    const bool same = (*c.patient.sex.value == Sex::female) == (report.sex == 'F');
    return same ? Judgement{1, "sex", false} : Judgement{0, "", never};
}

Judgement by_age(const Case& c, const FaersReport& report)
{
    if (!c.patient.age_years || !report.age)
        return {};
    const double age = *c.patient.age_years.value;
    const double apart = std::abs(age - *report.age);
    const std::string reason = format("age {} against {}", plain_number(age), plain_number(*report.age));
    if (apart <= (std::min(age, *report.age) < 3 ? 0.25 : 0.5))
        return {2, reason, false};
    return apart <= 2 ? Judgement{1, reason, false} : Judgement{0, "", never};
}

Judgement by_term(const Case& c, const FaersReport& report, const CountingFile& counting)
{
    const std::string term = fold_event(c.reaction.term);
    const bool has = !term.empty() && std::ranges::any_of(report.events, [&](std::uint32_t event) {
        return counting.events[event] == term;
    });
    return has ? Judgement{1, "preferred term " + c.reaction.term, false} : Judgement{};
}

Judgement by_outcome(const Case& c, const FaersReport& report)
{
    if (!c.reaction.outcome || report.outcomes == 0)
        return {};
    const bool fatal = *c.reaction.outcome.value == Outcome::fatal;
    const bool died = (report.outcomes & death) != 0;
    if (fatal && died)
        return {2, "fatal in both", false};
    return fatal != died ? Judgement{0, "", never} : Judgement{};
}

Judgement by_date(const Article& article, const FaersReport& report)
{
    const int year = year_of(article);
    if (year == 0)
        return {};
    if (report.event_date && static_cast<int>(report.event_date.year()) > year)
        return {0, "", never};
    const int received = static_cast<int>(report.first_receipt.year());
    if (received >= year - 1 && received <= year + 4)
        return {1, format("received {}, published {}", received, year), false};
    return {};
}

/// The last part of the affiliation, as far as it is a country.
Judgement by_country(const Article& article, const FaersReport& report)
{
    if (article.authors.empty() || article.authors.front().affiliations.empty() || report.country.empty())
        return {};
    const std::vector<std::string> parts = split(article.authors.front().affiliations.front(), ',');
    std::string last(trim(parts.back()));
    last = last.substr(0, last.find('.'));
    const std::string country = fold_country(last);
    return country == report.country ? Judgement{1, "country " + country, false} : Judgement{};
}

std::optional<Candidate> judged(std::uint32_t number, const std::vector<Judgement>& verdicts)
{
    Candidate out{number, 0, {}};
    for (const Judgement& verdict : verdicts) {
        if (verdict.impossible)
            return std::nullopt;
        out.points += verdict.points;
        if (verdict.points > 0)
            out.reasons.push_back(format("{} +{}", verdict.reason, verdict.points));
    }
    return out.points < least_points ? std::nullopt : std::optional(out);
}

} // namespace

std::vector<Candidate> candidates_for(const Case& c, const Article& article, const FaersReports& reports,
                                      const CountingFile& counting, const std::vector<std::uint32_t>& with_both,
                                      const std::vector<std::uint32_t>& citing, std::size_t most)
{
    std::vector<Candidate> out;
    for (const std::uint32_t number : with_both) {
        const FaersReport report = reports(number);
        const bool cites = std::ranges::find(citing, number) != citing.end();
        const auto found =
            judged(number, {cites ? Judgement{6, "cites the article", false} : Judgement{}, by_sex(c, report),
                            by_age(c, report), by_term(c, report, counting), by_outcome(c, report),
                            by_date(article, report), by_country(article, report)});
        if (found)
            out.push_back(*found);
    }
    std::ranges::stable_sort(out, std::greater<>(), &Candidate::points);
    if (out.size() > most)
        out.resize(most);
    return out;
}

} // namespace casebook

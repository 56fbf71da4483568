// SPDX-License-Identifier: GPL-3.0-or-later
#include "fetch/source/full_text_run.hpp"

#include "corpus/format.hpp"
#include "fetch/source/full_text.hpp"

#include <algorithm>
#include <map>
#include <nlohmann/json.hpp>
#include <span>

namespace casebook {

namespace {

constexpr std::string_view pmc_name = "PubMed Central";
constexpr std::string_view europe_name = "Europe PMC";

/// What PubMed Central said of one article.
enum class Answer { absent, unavailable, withheld, text };

struct Wish
{
    std::string article;
    std::string pmcid;
    Answer answer = Answer::absent;
};

/// What Europe PMC said of it.
struct Second
{
    std::optional<std::string> body;
    std::string trouble; ///< why it could not be asked
};

FullText look(Access access, std::string_view source, std::string note)
{
    FullText out;
    out.access = access;
    out.source = source;
    out.note = std::move(note);
    return out;
}

class FullTextRun
{
public:
    FullTextRun(Store& store, Eutils& pmc, EuropePmc& europe, const SearchEvents& events)
        : store_(store), pmc_(pmc), europe_(europe), events_(events)
    {
    }

    FullTextReport run(const std::vector<std::string>& articles)
    {
        report_.run = store_.start_run("full text", "{}");
        report_.wanted = articles.size();
        try {
            const std::vector<Wish> wishes = sort_out(articles);
            for (std::size_t at = 0; at < wishes.size();)
                at += batch(std::span(wishes).subspan(at, std::min(size_, wishes.size() - at)));
        } catch (const Error& e) {
            save("failed", e.what());
            throw;
        }
        save(report_.complete() ? "done" : "incomplete", "");
        return std::move(report_);
    }

private:
    /// Those that have an id in PubMed Central; of the others it is kept that they have none.
    std::vector<Wish> sort_out(const std::vector<std::string>& articles)
    {
        std::vector<Wish> out;
        Store::Transaction transaction(store_);
        for (const std::string& id : articles) {
            const std::string pmcid = pmcid_of(store_.article(id)->pmcid);
            if (!pmcid.empty()) {
                out.push_back({id, pmcid, Answer::absent});
                continue;
            }
            ++report_.without_pmcid;
            store_.put_full_text(id, look(Access::not_known, pmc_name, "the record names no article of PubMed Central"),
                                 "", report_.run);
        }
        transaction.commit();
        return out;
    }

    /// How many of them were dealt with; none when the answer was too much and fewer are to be asked for.
    std::size_t batch(std::span<const Wish> asked)
    {
        std::vector<Wish> wishes(asked.begin(), asked.end());
        std::vector<std::string> ids;
        for (const Wish& wish : wishes)
            ids.push_back(wish.pmcid);
        const FetchAnswer answer = pmc_.fetch_full_texts(ids);
        if (answer.judged.trouble != Trouble::none && wishes.size() > 1) {
            size_ = std::max<std::size_t>(1, wishes.size() / 2);
            events_.tell(format("{} Asking for {} at a time.", pmc_.sentence(answer.judged), size_));
            return 0;
        }
        const Parsed<JatsSet> set =
            answer.judged.trouble == Trouble::none ? parse_jats(answer.body) : Parsed<JatsSet>(JatsSet{});
        if (set)
            sort_answers(*set, wishes);
        std::vector<Second> seconds; // before the store is locked: others may write while the service takes its time
        for (const Wish& wish : wishes)
            seconds.push_back(wish.answer == Answer::text ? Second{} : ask_europe(wish));
        Store::Transaction transaction(store_);
        if (set)
            keep_texts(answer.body, *set, wishes);
        for (std::size_t i = 0; i < wishes.size(); ++i)
            if (wishes[i].answer != Answer::text)
                keep_second(wishes[i], seconds[i]);
        save("running", "");
        transaction.commit();
        done_ += wishes.size();
        events_.progress(done_, report_.wanted - report_.without_pmcid);
        return wishes.size();
    }

    static void sort_answers(const JatsSet& set, std::vector<Wish>& wishes)
    {
        for (const JatsArticle& article : set.articles)
            if (const auto wish = std::ranges::find(wishes, article.record.pmcid, &Wish::pmcid); wish != wishes.end())
                wish->answer = article.has_body ? Answer::text : Answer::withheld;
        for (const std::string& pmcid : set.unavailable)
            if (const auto wish = std::ranges::find(wishes, pmcid, &Wish::pmcid); wish != wishes.end())
                wish->answer = Answer::unavailable;
    }

    void keep_texts(const std::string& body, const JatsSet& set, const std::vector<Wish>& wishes)
    {
        for (const JatsArticle& article : set.articles) {
            const auto wish = std::ranges::find(wishes, article.record.pmcid, &Wish::pmcid);
            if (wish == wishes.end() || !article.has_body)
                continue; // not asked for, or withheld
            store_.put_full_text(wish->article, full_text_of(article, std::string(pmc_name)),
                                 std::string_view(body).substr(article.begin, article.end - article.begin),
                                 report_.run);
            ++report_.from_pmc;
        }
    }

    Second ask_europe(const Wish& wish)
    {
        try {
            return {europe_.full_text(wish.pmcid), ""};
        } catch (const Error& e) {
            return {std::nullopt, e.what()};
        }
    }

    void keep_second(const Wish& wish, const Second& second)
    {
        const Parsed<JatsSet> set = second.body ? parse_jats(*second.body) : Parsed<JatsSet>(JatsSet{});
        if (set && !set->articles.empty() && set->articles[0].has_body) {
            const JatsArticle& article = set->articles[0];
            store_.put_full_text(wish.article, full_text_of(article, std::string(europe_name)), *second.body,
                                 report_.run);
            ++report_.from_europepmc;
        } else if (wish.answer == Answer::withheld) {
            keep_withheld(wish); // that is known, whatever the second source says
        } else if (!second.trouble.empty()) {
            report_.troubles.push_back(format("{} ({}): {}", wish.article, wish.pmcid, second.trouble));
        } else if (wish.answer == Answer::absent) {
            report_.troubles.push_back(
                format("{} ({}): PubMed Central did not answer for it, Europe PMC has it not. Run "
                       "`casebook fetch --fulltext` again later.",
                       wish.article, wish.pmcid));
        } else {
            store_.put_full_text(wish.article,
                                 look(Access::not_open, format("{} and {}", pmc_name, europe_name),
                                      wish.pmcid + " is not among the texts that may be had"),
                                 "", report_.run);
            ++report_.not_open;
        }
    }

    void keep_withheld(const Wish& wish)
    {
        store_.put_full_text(wish.article,
                             look(Access::available, pmc_name,
                                  "can be read there as " + wish.pmcid + "; its publisher does not allow it as XML"),
                             "", report_.run);
        ++report_.withheld;
    }

    void save(std::string_view status, const std::string& stopped)
    {
        report_.requests = pmc_.effort().requests + europe_.effort().requests;
        report_.retries = pmc_.effort().retries + europe_.effort().retries;
        const nlohmann::ordered_json details = {
            {"wanted", report_.wanted},     {"without_pmcid", report_.without_pmcid},
            {"from_pmc", report_.from_pmc}, {"from_europepmc", report_.from_europepmc},
            {"withheld", report_.withheld}, {"not_open", report_.not_open},
            {"troubles", report_.troubles}, {"requests", report_.requests},
            {"retries", report_.retries},   {"stopped", stopped}};
        store_.update_run(report_.run, status, details.dump());
    }

    Store& store_;
    Eutils& pmc_;
    EuropePmc& europe_;
    const SearchEvents& events_;
    FullTextReport report_;
    std::size_t size_ = full_text_batch;
    std::size_t done_ = 0;
};

} // namespace

FullTextReport fetch_full_texts(Store& store, Eutils& pmc, EuropePmc& europe, const std::vector<std::string>& articles,
                                const SearchEvents& events)
{
    return FullTextRun(store, pmc, europe, events).run(articles);
}

} // namespace casebook

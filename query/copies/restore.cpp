// SPDX-License-Identifier: GPL-3.0-or-later
#include "corpus/base64.hpp"
#include "corpus/digest.hpp"
#include "corpus/error.hpp"
#include "corpus/format.hpp"
#include "corpus/json.hpp"
#include "corpus/json_depth.hpp"
#include "corpus/text.hpp"
#include "query/copies/added_numbers.hpp"
#include "query/copies/dump.hpp"
#include "query/copies/dump_lines.hpp"
#include "query/copies/old_withdrawals.hpp"
#include "query/people.hpp"
#include "query/people/bad_rows.hpp"
#include "query/people/protocol_versions.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <nlohmann/json.hpp>
#include <set>
#include <utility>

namespace casebook {

namespace {

using Json = nlohmann::ordered_json;

std::string text(const Json& line, const char* key) { return line.at(key).get<std::string>(); }

std::string bytes(const Json& line, const std::string& key)
{
    if (line.contains(key))
        return line.at(key).get<std::string>();
    const Parsed<std::string> parsed = parse_base64(line.at(key + "_base64").get<std::string>());
    if (!parsed)
        throw Error(format("{} (character {})", parsed.error().what, parsed.error().position));
    return *parsed;
}

/// Takes one line after the other into the store. An Error that it throws says what is wrong, not where.
class Restorer
{
public:
    explicit Restorer(Store& store) : store_(store), runs_before_(store.runs()) {}

    void take(const Json& line)
    {
        using Take = void (Restorer::*)(const Json&);
        static const std::map<std::string, Take, std::less<>> takers = {
            {"casebook", &Restorer::take_head},         {"run", &Restorer::take_run},
            {"article", &Restorer::take_article},       {"stage", &Restorer::take_stage},
            {"extraction", &Restorer::take_reading},    {"decision", &Restorer::take_decision},
            {"correction", &Restorer::take_correction}, {"claim", &Restorer::take_claim},
            {"full_text", &Restorer::take_full_text},   {"pairing", &Restorer::take_pairing},
            {"protocol", &Restorer::take_protocol},     {"quarantine", &Restorer::take_broken},
            {"search", &Restorer::take_search},         {"answer", &Restorer::take_answer}};
        const auto found = takers.find(text(line, "type"));
        if (found == takers.end())
            throw Error(format("lines of the type \"{}\" are not known", text(line, "type")));
        (this->*found->second)(line);
    }

    /// When the pairs are known, too: a withdrawal of before stands once for each word that it took.
    void finish()
    {
        keep_mended(store_, mended_);
        for (const auto& [word, times] : old_withdrawals_.wanted()) {
            std::vector<Decision> held = store_.decisions(word.article);
            for (Decision& other : held)
                other.turn = word.turn;
            for (auto there = static_cast<std::size_t>(std::ranges::count(held, word)); there < times; ++there) {
                store_.restore(word);
                ++report_.decisions;
            }
        }
    }

    const RestoreReport& report() const { return report_; }

private:
    void take_head(const Json& line)
    {
        version_ = line.at("version").get<int>();
        if (version_ > dump_version)
            throw Error("the dump was made by a newer casebook");
    }

    void take_protocol(const Json& line)
    {
        const ProtocolVersion version{text(line, "at"), text(line, "text")};
        const std::vector<ProtocolVersion> held = store_.protocol_versions();
        if (std::ranges::find(held, version) == held.end())
            store_.keep_protocol(version);
        if (line.value("screened", false) && !screened_under_which(store_))
            remember_screened(store_, version);
    }

    void take_run(const Json& line)
    {
        Run run{line.at("id").get<std::int64_t>(),
                text(line, "kind"),
                text(line, "started"),
                text(line, "finished"),
                text(line, "status"),
                text(line, "details")};
        const auto same = std::ranges::find_if(runs_before_, [&](const Run& held) {
            return held.kind == run.kind && held.started == run.started && held.details == run.details;
        });
        if (same != runs_before_.end()) {
            runs_[run.id] = same->id;
            runs_before_.erase(same);
            return;
        }
        const std::int64_t number = store_.restore(run);
        runs_[run.id] = number;
        ++report_.runs;
        for (const auto& [key, state] :
             {std::pair("asked", Wanted::asked), std::pair("got", Wanted::got), std::pair("missing", Wanted::missing),
              std::pair("left_out", Wanted::left_out)}) {
            if (state == Wanted::left_out && !line.contains(key))
                continue; // dumps of older programs
            const auto pmids = line.at(key).get<std::vector<std::string>>();
            store_.want(number, pmids);
            for (const std::string& pmid : pmids)
                store_.set_wanted(number, pmid, state);
        }
    }

    /// The number under which a run of the dump is known here; 0 for one that the dump does not tell of.
    std::int64_t run(const Json& line, const char* key) const
    {
        const auto found = runs_.find(line.at(key).get<std::int64_t>());
        return found == runs_.end() ? 0 : found->second;
    }

    void take_article(const Json& line)
    {
        KeptArticle kept;
        kept.info = {text(line, "id"),
                     text(line, "origin"),
                     text(line, "channel"),
                     run(line, "added_run"),
                     run(line, "changed_run"),
                     "",
                     line.at("deleted").get<bool>(),
                     ""};
        kept.position = line.at("position").get<std::size_t>();
        kept.article = article_from_json(line.at("record").dump());
        if (kept.article.id != kept.info.id)
            throw Error(format("the record of {} is that of {}", kept.info.id, kept.article.id));
        for (const Json& form : line.at("forms")) {
            kept.forms.push_back({run(form, "run"), "", bytes(form, "raw")});
            kept.forms.back().sha256 = sha256(kept.forms.back().raw);
            if (form.at("counts").get<bool>())
                kept.info.sha256 = kept.forms.back().sha256;
        }
        const Put put = store_.restore(kept);
        ++(put == Put::added     ? report_.articles_new
           : put == Put::revised ? report_.articles_revised
                                 : report_.articles_known);
        if (put != Put::older && !store_.rules_decision(kept.info.id))
            takes_rules_.insert(kept.info.id);
        if (put != Put::older && !store_.extraction(kept.info.id))
            takes_reading_.insert(kept.info.id);
    }

    /// The article a line speaks of; it must be there.
    std::string article(const Json& line) const
    {
        std::string id = text(line, "article");
        if (!store_.article_info(id))
            throw Error(format("it speaks of {}, which stands neither in the dump before it nor in the casebook", id));
        return id;
    }

    void take_full_text(const Json& line)
    {
        const auto access = access_from_name(text(line, "access"));
        if (!access)
            throw Error(format("there is no availability \"{}\"", text(line, "access")));
        const FullText found{*access,
                             text(line, "source"),
                             text(line, "at"),
                             text(line, "by"),
                             text(line, "license"),
                             text(line, "note"),
                             passages_from_json(line.at("passages").dump())};
        const bool has_raw = line.contains("raw") || line.contains("raw_base64");
        store_.put_full_text(article(line), found, has_raw ? bytes(line, "raw") : "", run(line, "run"));
    }

    void take_pairing(const Json& line)
    {
        const Pairing pairing{text(line, "first"), text(line, "second"), kinship_from_name(text(line, "kinship")),
                              text(line, "by"),    text(line, "at"),     text(line, "note")};
        for (const std::string& id : {pairing.first, pairing.second})
            if (!store_.article_info(id))
                throw Error(
                    format("it speaks of {}, which stands neither in the dump before it nor in the casebook", id));
        old_withdrawals_.pair(pairing.first, pairing.second);
        if (!is_held(line, pairing, store_.pairings()))
            store_.add(pairing);
    }

    void take_stage(const Json& line)
    {
        if (const std::string id = article(line); takes_rules_.contains(id))
            store_.set_stage_key(id, text(line, "stage"), text(line, "key"));
    }

    void take_reading(const Json& line)
    {
        if (const std::string id = article(line); takes_reading_.contains(id))
            store_.put_extraction(id, text(line, "key"), extraction_from_json(line.at("extraction").dump()));
    }

    static Stage stage(const Json& line)
    {
        const auto out = stage_from_name(text(line, "stage"));
        if (!out)
            throw Error(format("there is no stage of decisions \"{}\"", text(line, "stage")));
        return *out;
    }

    void take_decision(const Json& line)
    {
        const auto verdict = verdict_from_name(text(line, "verdict"));
        if (!verdict)
            throw Error(format("there is no verdict \"{}\"", text(line, "verdict")));
        Decision decision{
            article(line),    *verdict,           text(line, "reason"), text(line, "by"),
            text(line, "at"), text(line, "note"), text(line, "source"), grounds_from_json(line.at("grounds").dump())};
        const std::vector<Decision> held = store_.decisions(decision.article);
        decision.stage = line.contains("stage") ? stage(line) : unsaid_stage(decision, held);
        take_standing(line, decision);
        if (decision.by == by_rules)
            decision.turn = 0;
        else if (version_ < 3)
            old_withdrawals_.tell(decision);
        if (is_held(line, decision, held) || (decision.by == by_rules && !takes_rules_.contains(decision.article)))
            return;
        store_.restore(decision);
        ++report_.decisions;
    }

    /// Whether it takes back or settles, and its turn; dumps of older programs have the words of one second in the
    /// order in which they came.
    template <class Word> void take_standing(const Json& line, Word& word)
    {
        word.withdrawn = line.value("withdrawn", false);
        word.adjudicated = line.value("adjudicated", false);
        word.turn = version_ > 2 ? line.value("turn", 0)
                                 : turns_[text(line, "type") + "\n" + word.article + "\n" + word.by + "\n" + word.at]++;
    }

    /// Whether the casebook holds that word as often as the dump has told it so far: the same may be said, taken back
    /// and said again within one second.
    template <class Word> bool is_held(const Json& line, const Word& word, std::vector<Word> held)
    {
        if constexpr (requires { word.turn; })
            for (Word& other : held)
                other.turn = word.turn; // in another order there
        Json key = line;
        key.erase("turn");
        return told_[key.dump()]++ < std::ranges::count(held, word);
    }

    void take_correction(const Json& line)
    {
        Correction correction{article(line),    line.at("case").get<int>(), text(line, "field"), text(line, "value"),
                              text(line, "by"), text(line, "at"),           text(line, "note")};
        take_standing(line, correction);
        added_.renumber(correction);
        if (is_held(line, correction, store_.corrections(correction.article)))
            return;
        store_.restore(correction);
        ++report_.corrections;
    }

    void take_answer(const Json& line)
    {
        const auto answer = reply_from_name(text(line, "answer"));
        if (!answer)
            throw Error(format("there is no answer \"{}\"", text(line, "answer")));
        ItemAnswer said{article(line), line.at("case").get<int>(), text(line, "instrument"), line.at("item").get<int>(),
                        *answer,       text(line, "by"),           text(line, "at"),         text(line, "note")};
        said.case_number = added_.here(said.article, said.case_number);
        take_standing(line, said);
        if (is_held(line, said, store_.item_answers(said.article)))
            return;
        store_.restore(said);
        ++report_.answers;
    }

    void take_claim(const Json& line)
    {
        const auto bound = bound_from_name(text(line, "bound"));
        if (!bound)
            throw Error(format("there is no bound \"{}\"", text(line, "bound")));
        const bool added =
            store_.add(ToldClaim{text(line, "words"), *bound, line.at("count").get<int>(), line.at("as_of").get<int>(),
                                 text(line, "source"), text(line, "by"), text(line, "at")});
        report_.claims += added ? 1U : 0U;
    }

    /// One of another meaning under a name that is taken here gets the name with a number behind it.
    void take_search(const Json& line)
    {
        const std::string seen = line.at("seen").is_null() ? "" : line.at("seen").dump();
        const SavedSearch found{text(line, "name"),
                                text(line, "query"),
                                text(line, "sort"),
                                text(line, "words"),
                                text(line, "similar_to"),
                                text(line, "at"),
                                text(line, "ran"),
                                seen,
                                ""};
        SavedSearch kept = found;
        for (int number = 2;; ++number) {
            const auto held = store_.saved_search(kept.name);
            if (held && held->asks_as(found))
                return;
            if (!held)
                break;
            kept.name = format("{} {}", found.name, number);
        }
        store_.save(kept);
        ++report_.searches;
    }

    void take_broken(const Json& line)
    {
        const std::string what = text(line, "what");
        const std::size_t number = line.value("line", std::size_t{0});
        // of older dumps, people's words have a line or a whole sentence on what is wrong, as in the store's step 15
        const char* channel = number > 0 || what.ends_with('.') ? "" : "database";
        const Quarantined broken{
            0,
            {text(line, "origin"), line.at("position").get<std::size_t>(), line.value("channel", channel), number},
            what,
            text(line, "at"),
            bytes(line, "bytes")};
        store_.restore(broken);
        if (line.value("mended", false))
            mended_.push_back(broken);
    }

    Store& store_;
    AddedNumbers added_{store_};
    int version_ = dump_version;
    std::map<std::string, int> turns_;           ///< words told so far of one person, article and second
    OldWithdrawals old_withdrawals_;             ///< of dumps before version 3
    std::map<std::string, std::ptrdiff_t> told_; ///< how often the dump told each word so far
    RestoreReport report_;
    std::vector<Run> runs_before_; ///< of the store, not yet found in the dump
    std::map<std::int64_t, std::int64_t> runs_;
    std::set<std::string> takes_rules_;
    std::set<std::string> takes_reading_;
    std::vector<Quarantined> mended_;
};

[[noreturn]] void fail(const std::filesystem::path& file, std::size_t number, const std::string& what)
{
    throw Error(
        format("{}:{}: {}. Nothing was restored; mend the line, or make the dump again.", file.string(), number, what));
}

} // namespace

RestoreReport restore_dump(Store& store, const std::filesystem::path& file)
{
    Store::Transaction transaction(store);
    Restorer restorer(store);
    each_line_of(file, [&](std::string_view line, std::size_t number) {
        try {
            if (nests_deeper(line, deepest_record))
                throw Error("lists and objects stand in each other deeper than in any dump");
            if (!trim(line).empty())
                restorer.take(Json::parse(line));
        } catch (const Json::parse_error& e) {
            fail(file, number, format("no valid JSON from character {} on, as of a file that was cut short", e.byte));
        } catch (const Json::exception& e) { // a member that is missing or of another kind
            const std::string_view what = e.what();
            fail(file, number, std::string(what.substr(what.find(']') + 2)));
        } catch (const Error& e) {
            fail(file, number, e.what());
        }
        return true;
    });
    restorer.finish();
    transaction.commit();
    return restorer.report();
}

} // namespace casebook

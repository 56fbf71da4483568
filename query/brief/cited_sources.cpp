// SPDX-License-Identifier: GPL-3.0-or-later
#include "query/brief/cited_sources.hpp"

#include "corpus/format.hpp"
#include "corpus/text.hpp"
#include "query/tables/case_cells.hpp"

#include <algorithm>

namespace casebook {

namespace {

std::string place_of(const Source& source)
{
    return source.article().empty() ? "\x01" + source.said() + "\x01" + source.command() : source.article();
}

/// What makes two sources one stretch of words: the place, or the person's words.
std::string identity_of(const Source& source)
{
    const Evidence& e = source.evidence();
    return format("{}\x01{}\x01{}\x01{}\x01{}\x01{}", place_of(source), e.passage, e.begin, e.end, source.by(),
                  source.kind() == SourceKind::person ? format("{}#{}", source.case_number(), source.said()) : "");
}

CitedSource card_of(const Store& store, const Source& source)
{
    CitedSource out;
    if (source.article().empty()) {
        out.text = source.said();
        out.command = source.command();
        return out;
    }
    const Article article = *store.article(source.article());
    out.article = article.id;
    out.pmid = pmid_is_known(article.pmid) ? article.pmid : "";
    out.doi = article.doi;
    out.text = citation(article);
    out.notice = notice_on(article);
    out.paraphrase = is_paraphrase(article);
    if (const auto decision = store.current_decision(article.id); decision && is_persons_name(decision->by))
        out.decided_by = decision->by;
    return out;
}

} // namespace

CitedSource& CitedSources::source_at(const Store& store, const Source& source)
{
    const auto [found, added] = places_.try_emplace(place_of(source), all_.size());
    if (added) {
        all_.push_back(card_of(store, source));
        all_.back().number = static_cast<int>(all_.size());
    }
    return all_[found->second];
}

void CitedSources::take(const Store& store, const Statement& statement)
{
    for (const Source& source : statement.sources.all()) {
        CitedSource& card = source_at(store, source);
        const int letter = source.kind() == SourceKind::data ? -1 : static_cast<int>(card.words.size());
        const auto [key, added] = keys_.try_emplace(identity_of(source), CitationKey{card.number, letter});
        if (source.kind() == SourceKind::data)
            continue;
        if (added)
            card.words.push_back({source, {}});
        auto& uses = card.words[static_cast<std::size_t>(key->second.letter)].uses;
        const std::pair<int, std::string> use(source.case_number(), source.field());
        if (std::ranges::find(uses, use) == uses.end())
            uses.push_back(use);
    }
}

CitationKey CitedSources::key_of(const Source& source) const { return keys_.at(identity_of(source)); }

std::vector<CitationKey> CitedSources::keys_of(const Statement& statement) const
{
    std::vector<CitationKey> out;
    for (const Source& source : statement.sources.all())
        out.push_back(key_of(source));
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

namespace {

std::string letters_of(int letter)
{
    std::string out;
    for (int rest = letter; rest >= 0; rest = rest / 26 - 1)
        out.insert(out.begin(), static_cast<char>('a' + rest % 26));
    return out;
}

} // namespace

bool is_paraphrased(const CitedSource& in, const CitedWords& words)
{
    return in.paraphrase && words.source.read_from() != "title";
}

std::string key_text(const CitationKey& key) { return std::to_string(key.number) + letters_of(key.letter); }

namespace {

constexpr std::size_t many_keys = 30;
constexpr int long_column = 4;

using Written = std::pair<CitationKey, std::string>; ///< the first key of a piece, and the piece

/// Takes runs of one letter over sources that follow each other, "1a–24a", out of the keys.
std::vector<Written> take_columns(std::vector<CitationKey>& keys)
{
    std::vector<Written> out;
    std::ranges::sort(keys, {}, [](const CitationKey& key) { return std::pair(key.letter, key.number); });
    std::vector<CitationKey> rest;
    for (std::size_t i = 0; i < keys.size();) {
        std::size_t end = i + 1;
        while (end < keys.size() && keys[end].letter == keys[i].letter && keys[end].number == keys[end - 1].number + 1)
            ++end;
        if (keys[end - 1].number - keys[i].number + 1 >= long_column)
            out.emplace_back(keys[i], key_text(keys[i]) + "–" + key_text(keys[end - 1]));
        else
            rest.insert(rest.end(), keys.begin() + static_cast<std::ptrdiff_t>(i),
                        keys.begin() + static_cast<std::ptrdiff_t>(end));
        i = end;
    }
    std::ranges::sort(rest);
    keys = std::move(rest);
    return out;
}

} // namespace

std::string keys_text(std::vector<CitationKey> keys)
{
    std::vector<Written> pieces = keys.size() > many_keys ? take_columns(keys) : std::vector<Written>();
    for (std::size_t i = 0; i < keys.size();) {
        std::size_t end = i + 1; // of a run of letters
        while (end < keys.size() && keys[end].number == keys[i].number && keys[end].letter == keys[end - 1].letter + 1)
            ++end;
        if (end - i < 3)
            end = i + 1;
        pieces.emplace_back(keys[i], key_text(keys[i]) + (end - i > 1 ? "–" + letters_of(keys[end - 1].letter) : ""));
        i = end;
    }
    std::ranges::sort(pieces, {}, &Written::first);
    std::vector<std::string> parts;
    for (const auto& [key, text] : pieces)
        parts.push_back(text);
    return join(parts, ", ");
}

std::string standing_text(const Source& source)
{
    if (source.kind() == SourceKind::data)
        return "";
    return source.by().empty() ? "machine-read"
                               : (source.kind() == SourceKind::person ? "said by " : "verified by ") + source.by();
}

namespace {

/// A field as people call it; what is no field ("title", "ground") stays.
std::string heading_of_field(const std::string& field)
{
    const Field* found = find_field(field);
    return found == nullptr ? spoken(field) : lower_ascii(found->label);
}

} // namespace

std::string uses_text(const CitedWords& words)
{
    std::map<int, std::vector<std::string>> fields;
    for (const auto& [number, field] : words.uses)
        fields[number].push_back(heading_of_field(field));
    std::vector<std::pair<std::string, std::vector<std::string>>> same; // texts of fields, the cases that share them
    for (const auto& [number, names] : fields) {
        const std::string text = join(names, ", ");
        if (same.empty() || same.back().first != text || same.back().second.front() == "0")
            same.push_back({text, {}});
        same.back().second.push_back(std::to_string(number));
    }
    std::vector<std::string> parts;
    for (const auto& [text, numbers] : same)
        parts.push_back(numbers.front() == "0"
                            ? text
                            : format("case{} {}: {}", numbers.size() > 1 ? "s" : "", join(numbers, ", "), text));
    return join(parts, "; ");
}

} // namespace casebook

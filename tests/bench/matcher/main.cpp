// SPDX-License-Identifier: GPL-3.0-or-later
// The program's own matcher and Hyperscan over the same texts and terms: CPU seconds of each, every match compared.
//
//     bench_matching TEXTS ROUNDS     a text a line; the least CPU of some rounds counts
#include "corpus/text.hpp"
#include "fetch/extract/vocabulary.hpp"
#include "tests/bench/matcher/hyperscan.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <set>

using namespace casebook;

namespace {

double cpu_seconds()
{
    timespec now{};
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// What was found in each text, and the CPU that it took.
struct Answer
{
    std::vector<std::vector<Stretch>> found;
    double seconds = 0;
};

std::size_t count_of(const Answer& answer)
{
    std::size_t count = 0;
    for (const auto& found : answer.found)
        count += found.size();
    return count;
}

/// `find(i)` gives the matches of text i.
template <class Find> Answer measured(std::size_t texts, int rounds, Find find)
{
    Answer best;
    for (int round = 0; round < rounds; ++round) {
        Answer answer;
        const double begin = cpu_seconds();
        for (std::size_t i = 0; i < texts; ++i)
            answer.found.push_back(find(i));
        answer.seconds = cpu_seconds() - begin;
        if (round == 0 || answer.seconds < best.seconds)
            best = std::move(answer);
    }
    return best;
}

std::vector<Stretch> stretches(const Matcher& matcher, const std::vector<Token>& tokens)
{
    std::vector<Stretch> out;
    for (const Matcher::Match& match : matcher.find(tokens))
        out.emplace_back(tokens[match.first].begin, tokens[match.last - 1].end);
    return out;
}

/// Both read folded texts and terms: neither has to know other forms of letters.
std::string plain(std::string_view text) { return collapse(fold(text)); }

std::vector<std::string> read_texts(const char* file)
{
    std::vector<std::string> out;
    std::ifstream in(file);
    for (std::string line; std::getline(in, line);)
        out.push_back(plain(line));
    return out;
}

/// Every spelling of the shipped vocabularies.
std::set<std::string> terms_of(const Vocabulary& vocabulary)
{
    std::set<std::string> out;
    for (const VocabularyEntry& entry : vocabulary.entries)
        if (std::string term = plain(entry.written); !term.empty())
            out.insert(std::move(term));
    return out;
}

bool inside_a_word(const std::string& text, std::size_t at)
{
    return at > 0 && at < text.size() && is_word(text[at - 1]) && is_word(text[at]);
}

bool overlaps(const std::vector<Stretch>& some, Stretch one)
{
    return std::ranges::any_of(some, [&](const Stretch& s) { return s.first < one.second && one.first < s.second; });
}

/// Why the two differ. Ours ends where a token ends: "5mg" is a number and a unit, "cocaine's" is one word. What
/// overlaps such a match gives way to it.
struct Differences
{
    std::size_t after_a_number = 0, part_of_a_token = 0, beside_these = 0, other = 0;
};

void compare(const std::string& text, const std::vector<Token>& tokens, const std::vector<Stretch>& ours,
             const std::vector<Stretch>& theirs, Differences& out)
{
    std::set<std::uint32_t> edges;
    for (const Token& token : tokens)
        edges.insert({token.begin, token.end});
    std::vector<Stretch> explained, rest;
    const auto sort_out = [&](const auto& from, const auto& in, std::size_t& count, const auto& is_explained) {
        for (const Stretch& one : from)
            if (!std::ranges::binary_search(in, one)) {
                const bool known = is_explained(one);
                count += known ? 1 : 0;
                (known ? explained : rest).push_back(one);
            }
    };
    sort_out(ours, theirs, out.after_a_number,
             [&](Stretch one) { return inside_a_word(text, one.first) || inside_a_word(text, one.second); });
    sort_out(theirs, ours, out.part_of_a_token,
             [&](Stretch one) { return !edges.contains(one.first) || !edges.contains(one.second); });
    for (const Stretch& one : rest) {
        if (overlaps(explained, one)) {
            ++out.beside_these;
            continue;
        }
        if (++out.other <= 10)
            std::printf("differs: %s\n", text.substr(one.first, one.second - one.first).c_str());
    }
}

void row(const char* name, double bytes, const Answer& answer, const Answer* peer)
{
    std::printf("%-26s%8.1f MB per CPU s%10zu matches", name, bytes / answer.seconds / 1e6, count_of(answer));
    if (peer != nullptr)
        std::printf("%8.2f times Hyperscan", peer->seconds / answer.seconds);
    std::printf("\n");
}

} // namespace

int main(int count, char** words)
{
    if (count != 3)
        return 2;
    const int rounds = std::atoi(words[2]);
    const std::vector<std::string> texts = read_texts(words[1]);
    const Vocabulary vocabulary = make_vocabulary();
    std::vector<std::vector<Token>> tokens;
    double bytes = 0;
    for (const std::string& text : texts) {
        tokens.push_back(tokenize(text));
        bytes += static_cast<double>(text.size());
    }
    const Answer alone =
        measured(texts.size(), rounds, [&](std::size_t i) { return stretches(vocabulary.matcher, tokens[i]); });
    const Answer whole = measured(texts.size(), rounds,
                                  [&](std::size_t i) { return stretches(vocabulary.matcher, tokenize(texts[i])); });
    std::set<std::string> terms = terms_of(vocabulary);
    const std::size_t written = terms.size();
    for (std::size_t i = 0; i < texts.size(); ++i) // plurals and American spellings: Hyperscan is told what there is
        for (const Stretch& one : whole.found[i])
            terms.insert(texts[i].substr(one.first, one.second - one.first));
    std::printf("%zu texts of %.1f MB; %zu terms as written, %zu plurals and spellings of them\n", texts.size(),
                bytes / 1e6, written, terms.size() - written);
    if (Hyperscan::version().empty()) {
        row("ours, tokens at hand", bytes, alone, nullptr);
        row("ours, making tokens too", bytes, whole, nullptr);
        return 0;
    }
    const Hyperscan hyperscan({terms.begin(), terms.end()});
    const Answer theirs = measured(texts.size(), rounds, [&](std::size_t i) { return hyperscan.find(texts[i]); });
    row("Hyperscan", bytes, theirs, nullptr);
    row("ours, tokens at hand", bytes, alone, &theirs);
    row("ours, making tokens too", bytes, whole, &theirs);
    Differences found;
    for (std::size_t i = 0; i < texts.size(); ++i)
        compare(texts[i], tokens[i], whole.found[i], theirs.found[i], found);
    std::printf("differences: %zu units after a number (ours), %zu parts of a token (Hyperscan's), %zu beside these, "
                "%zu other\n",
                found.after_a_number, found.part_of_a_token, found.beside_these, found.other);
    return found.other == 0 ? 0 : 1;
}

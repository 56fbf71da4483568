// SPDX-License-Identifier: GPL-3.0-or-later
// A fuzzer for those who have only g++: runs every file of a corpus and so many changed copies through a target.
//
//     fuzz_NAME_replay CORPUS [INPUTS [SEED]]    the corpus, then INPUTS changed copies
//     fuzz_NAME_replay FILE                      one input, for instance the one that broke a promise
//
// The input that breaks a promise is kept in fuzz.broken. Coverage does not guide the changes: libFuzzer does that
// (tests/fuzz/README.md).
#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <array>
#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

namespace {

using Random = std::mt19937_64;

/// Pieces that mean something to a target: a byte flipped at random seldom makes one.
constexpr std::array<std::string_view, 34> tokens = {"<PubmedArticle>",
                                                     "</PubmedArticle>",
                                                     "<PubmedArticleSet>",
                                                     "</PubmedArticleSet>",
                                                     "<MedlineCitation>",
                                                     "</MedlineCitation>",
                                                     "<PubmedBookArticle>",
                                                     "<BookDocument>",
                                                     "<DeleteCitation>",
                                                     "</DeleteCitation>",
                                                     "<PMID>",
                                                     "</PMID>",
                                                     "<sup>",
                                                     "</sup>",
                                                     "<!--",
                                                     "-->",
                                                     "<![CDATA[",
                                                     "]]>",
                                                     "<?",
                                                     "?>",
                                                     "/>",
                                                     "&#xD800;",
                                                     "&#0;",
                                                     "\xEF\xBB\xBF",
                                                     "\"",
                                                     "\\",
                                                     "{",
                                                     "}",
                                                     "[",
                                                     "]",
                                                     "..",
                                                     "year:",
                                                     "NOT ",
                                                     "1e999"};

std::size_t below(Random& random, std::size_t limit) { return limit == 0 ? 0 : random() % limit; }

std::string content_of(const std::filesystem::path& file)
{
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// One change: a byte, a token, a piece taken out, a piece doubled, or a piece of another input put in.
void change(std::string& input, const std::vector<std::string>& corpus, Random& random)
{
    const std::size_t at = below(random, input.size() + 1);
    const std::size_t length = below(random, std::min<std::size_t>(input.size() - at, 64) + 1);
    switch (below(random, 6)) {
    case 0:
        if (at < input.size())
            input[at] = static_cast<char>(random());
        break;
    case 1: input.insert(at, tokens[below(random, tokens.size())]); break;
    case 2: input.erase(at, length); break;
    case 3: input.insert(below(random, input.size() + 1), input.substr(at, length)); break;
    case 4: input.resize(at); break;
    default:
        const std::string& other = corpus[below(random, corpus.size())];
        input.insert(at, other, below(random, other.size()), 1 + below(random, 200));
    }
}

// The input at work, for the last words of a dying program; a target knows nothing of it.
std::string* at_work = nullptr;

void keep_input()
{
    if (at_work == nullptr)
        return;
    std::ofstream("fuzz.broken", std::ios::binary) << *at_work;
    std::fprintf(stderr, "the input is kept in fuzz.broken\n");
    at_work = nullptr;
}

void die(int signal)
{
    keep_input();
    std::signal(signal, SIG_DFL);
    std::raise(signal);
}

void run(std::string input)
{
    at_work = &input;
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(input.data()), input.size());
    at_work = nullptr;
}

} // namespace

/// The sanitizers end a program without a signal.
extern "C" __attribute__((weak)) void __sanitizer_set_death_callback(void (*)());

int main(int argc, char** argv)
{
    if (argc < 2)
        return 2;
    for (const int signal : {SIGABRT, SIGSEGV, SIGFPE, SIGBUS, SIGILL})
        std::signal(signal, die);
    if (__sanitizer_set_death_callback != nullptr)
        __sanitizer_set_death_callback(keep_input);
    std::vector<std::filesystem::path> files = {argv[1]};
    if (std::filesystem::is_directory(argv[1]))
        files.assign(std::filesystem::directory_iterator(argv[1]), {});
    std::ranges::sort(files);
    std::vector<std::string> corpus;
    std::ranges::transform(files, std::back_inserter(corpus), content_of);
    std::ranges::for_each(corpus, run);
    const std::size_t inputs = argc > 2 ? std::stoul(argv[2]) : 0;
    Random random(argc > 3 ? std::stoul(argv[3]) : 1);
    for (std::size_t i = 0; i < inputs; ++i) {
        std::string input = corpus[below(random, corpus.size())];
        for (std::size_t changes = 1 + below(random, 5); changes > 0; --changes)
            change(input, corpus, random);
        run(std::move(input));
    }
    std::printf("%zu inputs survived\n", corpus.size() + inputs);
    return 0;
}

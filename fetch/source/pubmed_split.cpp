// SPDX-License-Identifier: GPL-3.0-or-later
// The splitter reads tags only: it knows comments, CDATA sections and instructions well enough not to be misled by what
// stands in them, and leaves the rest to the parser of the record.
#include "corpus/text.hpp"
#include "fetch/source/pubmed_xml.hpp"

#include <algorithm>
#include <array>
#include <cstring>

namespace casebook {

struct PubmedSplitter::RecordElement
{
    std::string_view name;
    PubmedPiece piece;
};

namespace {

constexpr auto npos = std::string::npos;

using RecordElement = PubmedSplitter::RecordElement;
constexpr std::array<RecordElement, 4> record_elements = {{
    {"PubmedArticle", PubmedPiece::article},
    {"PubmedBookArticle", PubmedPiece::article},
    {"MedlineCitation", PubmedPiece::article},
    {"DeleteCitation", PubmedPiece::deletion},
}};
constexpr std::array<std::string_view, 3> set_elements = {"PubmedArticleSet", "PubmedBookArticleSet",
                                                          "MedlineCitationSet"};
constexpr std::size_t longest_name = 20;

/// What is no element: inside it a '<' means nothing.
struct Special
{
    std::string_view begin;
    std::string_view end;
};
constexpr std::array<Special, 3> specials = {{{"<!--", "-->"}, {"<![CDATA[", "]]>"}, {"<?", "?>"}}};

// Longer ones were never closed: the largest record known to the project has 211 kB.
constexpr std::size_t longest_tag = std::size_t{1} << 20U;
constexpr std::size_t longest_special = std::size_t{16} << 20U;
constexpr std::size_t longest_record = std::size_t{64} << 20U;

bool is_name_end(char c) { return is_blank(c) || c == '>' || c == '/'; }

const RecordElement* find_record_element(std::string_view name)
{
    const auto* found = std::ranges::find(record_elements, name, &RecordElement::name);
    return found == record_elements.end() ? nullptr : found;
}

bool is_set(std::string_view name) { return std::ranges::find(set_elements, name) != set_elements.end(); }

/// An element that cannot stand inside an open record: that record was never closed.
bool tears(std::string_view open, std::string_view name, bool closing)
{
    if (closing)
        return is_set(name);
    return is_set(name) ||
           (find_record_element(name) != nullptr && !(open == "PubmedArticle" && name == "MedlineCitation"));
}

/// What begins the name of each of those elements.
constexpr std::size_t telling = 4;
constexpr std::array<std::string_view, 3> telling_names = {"Pubm", "Medl", "Dele"};

/// Whether the '<' at `at` may begin something of ours or a special: most tags of a record cannot. Near the end of what
/// there is, everything may.
constexpr std::size_t enough = 6;
bool may_tell(std::string_view text, std::size_t at)
{
    if (text.size() - at < enough)
        return true;
    const std::size_t name = at + (text[at + 1] == '/' ? 2 : 1);
    const char first = text[name];
    return first == '!' || first == '?' || std::ranges::any_of(telling_names, [&](std::string_view begin) {
               return std::memcmp(text.data() + name, begin.data(), telling) == 0;
           });
}

/// How far from `at` on nothing may tell: whole blocks, each looked at without a branch, as many bytes at once as the
/// processor takes.
[[gnu::always_inline]] inline std::size_t skip_blocks(std::string_view text, std::size_t at)
{
    using Byte = unsigned char;
    constexpr unsigned block = 64;
    for (; at + block + enough <= text.size(); at += block) {
        const char* const bytes = text.data() + at;
        const auto is = [bytes](unsigned i, char c) { return static_cast<Byte>(bytes[i] == c); };
        const auto names = [is](unsigned i) { // the third and fourth of what begins those names
            return static_cast<Byte>((is(i, 'b') & is(i + 1, 'm')) | (is(i, 'd') & is(i + 1, 'l')) |
                                     (is(i, 'l') & is(i + 1, 'e')));
        };
        Byte tells = 0;
        for (unsigned i = 0; i < block; ++i)
            tells |= static_cast<Byte>(
                is(i, '<') & (names(i + 3) | is(i + 1, '!') | is(i + 1, '?') | (is(i + 1, '/') & names(i + 4))));
        if (tells != 0)
            break;
    }
    return at;
}

std::size_t skip_plainly(std::string_view text, std::size_t at) { return skip_blocks(text, at); }

#if defined(__x86_64__)
[[gnu::target("avx2")]] std::size_t skip_by_avx2(std::string_view text, std::size_t at)
{
    return skip_blocks(text, at);
}
#endif

std::size_t skip(std::string_view text, std::size_t at)
{
#if defined(__x86_64__)
    static const auto best = __builtin_cpu_supports("avx2") != 0 ? skip_by_avx2 : skip_plainly;
    return best(text, at);
#else
    return skip_plainly(text, at);
#endif
}

/// The next '<' from `at` on that may tell; the end when there is none.
std::size_t next_telling(std::string_view text, std::size_t at)
{
    for (;; ++at) {
        at = std::min(text.find('<', skip(text, at)), text.size());
        if (at == text.size() || may_tell(text, at))
            return at;
    }
}

} // namespace

void PubmedSplitter::hand_out(PubmedPiece piece, std::size_t end)
{
    const std::size_t begin = record_;
    record_ = npos;
    sink_(piece, std::string_view(buffer_).substr(begin, end - begin), consumed_ + begin);
}

/// Goes to the end of a comment or the like; false when it is not here yet. One that never ends is none.
bool PubmedSplitter::leave_special()
{
    if (const std::size_t end = buffer_.find(until_, scan_); end != npos) {
        scan_ = end + until_.size();
        until_ = {};
        return true;
    }
    if (last_ || buffer_.size() - special_ > longest_special) {
        scan_ = special_ + 1;
        until_ = {};
        return true;
    }
    scan_ = std::max(scan_, buffer_.size() - std::min(buffer_.size(), until_.size() - 1));
    return false;
}

bool PubmedSplitter::enter_special(std::string_view rest)
{
    const auto* special =
        std::ranges::find_if(specials, [&](const Special& candidate) { return rest.starts_with(candidate.begin); });
    if (special == specials.end())
        return false;
    special_ = scan_;
    until_ = special->end;
    scan_ += special->begin.size();
    return true;
}

/// A tag of a record or of a set that ends at `end`, whole in the buffer.
void PubmedSplitter::take_tag(std::string_view name, bool closing, std::size_t end)
{
    if (record_ != npos && tears(open_->name, name, closing))
        return hand_out(PubmedPiece::torn, scan_); // the tag is looked at once more, now outside a record
    const bool empty = buffer_[end - 2] == '/';
    const RecordElement* kind = find_record_element(name);
    if (record_ == npos && kind != nullptr && !closing) {
        record_ = scan_;
        open_ = kind;
    }
    if (is_set(name) && !empty)
        open_sets_ += closing ? -1 : 1;
    scan_ = end;
    if (record_ != npos && kind == open_ && (closing || empty))
        hand_out(open_->piece, end);
}

/// Looks at what stands at the next '<'; false when that takes more bytes than there are.
bool PubmedSplitter::step()
{
    if (!until_.empty())
        return leave_special();
    scan_ = root_.empty() ? std::min(buffer_.find('<', scan_), buffer_.size()) : next_telling(buffer_, scan_);
    const std::string_view rest = std::string_view(buffer_).substr(scan_);
    if (rest.empty())
        return false;
    if (enter_special(rest))
        return true;
    const bool closing = rest.substr(1).starts_with('/');
    const std::string_view tail = rest.substr(closing ? 2 : 1, longest_name + 1);
    const std::string_view name(tail.begin(), std::ranges::find_if(tail, is_name_end));
    if (name.size() == tail.size() && tail.size() <= longest_name && !last_)
        return false;
    if (root_.empty() && !closing && !name.empty() && name.front() != '!')
        root_ = name;
    const bool ours = find_record_element(name) != nullptr || is_set(name);
    const std::size_t end = ours ? rest.find('>') : npos;
    if (ours && end == npos && !last_ && rest.size() < longest_tag)
        return false;
    if (end == npos)
        ++scan_;
    else
        take_tag(name, closing, scan_ + end + 1);
    return true;
}

/// Drops what has been dealt with, so that memory holds one record.
void PubmedSplitter::forget()
{
    if (record_ != npos && buffer_.size() - record_ > longest_record) {
        hand_out(PubmedPiece::torn, buffer_.size());
        until_ = {};
        scan_ = buffer_.size();
    }
    const std::size_t done = record_ != npos ? record_ : until_.empty() ? scan_ : special_;
    buffer_.erase(0, done);
    consumed_ += done;
    scan_ -= done;
    special_ -= std::min(special_, done);
    if (record_ != npos)
        record_ -= done;
}

void PubmedSplitter::feed(std::string_view bytes)
{
    buffer_ += bytes;
    while (step())
        ;
    forget();
}

void PubmedSplitter::finish()
{
    last_ = true;
    feed("");
    if (record_ == npos)
        return;
    open_sets_ = 0; // said once: the torn record tells that the stream was cut
    hand_out(PubmedPiece::torn, record_ + trim(std::string_view(buffer_).substr(record_)).size());
}

} // namespace casebook

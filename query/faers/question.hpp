// SPDX-License-Identifier: GPL-3.0-or-later
// What is asked of FAERS: the protocol's pair, roles, level and period, or what the command line says instead.
#pragma once

#include "corpus/protocol.hpp"
#include "index/faers/count.hpp"
#include "query/request.hpp"

#include <filesystem>
#include <string>
#include <vector>

namespace casebook {

/// The protocol's own question. Throws Error when its period is no period.
FaersQuestion question_of(const Protocol& protocol);

/// The same with what DRUG, EVENT, --roles, --level, --from and --to put in its place, narrowed by
/// --sex, --age, --country, --reporter, --max-drugs, --class, --with and --alone; words that the data do not have
/// are said on `console.err`, with the nearest ones. Throws UsageError.
FaersQuestion question_of(const Protocol& protocol, const Request& request, const FaersStore& store,
                          const Console& console);

/// The ingredients that a list of words means, as DRUG is read; none for "".
std::vector<std::string> drugs_of(const Protocol& protocol, const std::string& list, const FaersStore& store,
                                  const Console& console);

/// What narrows the question, a few words each; none for the whole.
std::vector<std::string> narrowings(const FaersQuestion& question);

/// PS, SS …
std::vector<std::string> role_codes(const FaersQuestion& question);
/// "PS, SS"
std::string roles_text(const FaersQuestion& question);

} // namespace casebook

// SPDX-License-Identifier: GPL-3.0-or-later
// What users of PubMed's records must see (NBK25497: "NCBI's Disclaimer and Copyright notice must be evident").
#pragma once

#include <string_view>

namespace casebook {

inline constexpr std::string_view rights_notice = "Records from PubMed come courtesy of the U.S. National Library of "
                                                  "Medicine. Abstracts and full texts may be protected "
                                                  "by copyright; to pass them on beyond fair use needs the owner's "
                                                  "permission. NCBI's disclaimer and copyright notice: "
                                                  "https://www.ncbi.nlm.nih.gov/home/about/policies/";

} // namespace casebook

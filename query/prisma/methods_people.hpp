// SPDX-License-Identifier: GPL-3.0-or-later
// The items of `methods.hpp` that tell of people: who judged, who gave values, who answered, and how far they agreed.
#pragma once

#include "query/prisma/methods.hpp"

namespace casebook {

MethodsItem selection_process(const Casebook& casebook);
MethodsItem data_collection(const Casebook& casebook);
MethodsItem appraisal_process(const Casebook& casebook);

} // namespace casebook

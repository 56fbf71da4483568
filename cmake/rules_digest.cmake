# SPDX-License-Identifier: GPL-3.0-or-later
# Writes OUT, which holds the digest of the files listed in LIST: `cmake -DLIST=… -DOUT=… -P rules_digest.cmake`.
file(STRINGS ${LIST} files)
foreach(file ${files})
  file(SHA256 ${file} digest)
  string(APPEND all ${digest})
endforeach()
string(SHA256 digest "${all}")
file(WRITE ${OUT}
  "#include \"fetch/extract/rules.hpp\"\nstd::string_view casebook::rules_digest()\n{\n    return \"${digest}\";\n}\n")

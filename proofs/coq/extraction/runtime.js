// The functions of bigint.mli on BigInt. (js_of_ocaml 4.0 knows no literals like 1n; booleans are 0 and 1.)
//Provides: bi_of_int
function bi_of_int(a) { return BigInt(a); }
//Provides: bi_of_string
//Requires: caml_jsstring_of_string
function bi_of_string(s) { return BigInt(caml_jsstring_of_string(s)); }
//Provides: bi_to_decimal
//Requires: caml_string_of_jsstring
function bi_to_decimal(a) { return caml_string_of_jsstring(a.toString()); }
//Provides: bi_to_hex
//Requires: caml_string_of_jsstring
function bi_to_hex(a) { return caml_string_of_jsstring(a.toString(16)); }
//Provides: bi_add
function bi_add(a, b) { return a + b; }
//Provides: bi_sub
function bi_sub(a, b) { return a - b; }
//Provides: bi_mul
function bi_mul(a, b) { return a * b; }
//Provides: bi_neg
function bi_neg(a) { return -a; }
//Provides: bi_0
var bi_0 = BigInt(0);
//Provides: bi_1
var bi_1 = BigInt(1);
//Provides: bi_fdiv
//Requires: bi_0, bi_1
function bi_fdiv(a, b) {
  var q = a / b, r = a - q * b;                     // BigInt division truncates
  return (r !== bi_0 && (r < bi_0) !== (b < bi_0)) ? q - bi_1 : q;
}
//Provides: bi_gcd
//Requires: bi_0
function bi_gcd(a, b) {
  if (a < bi_0) a = -a;
  if (b < bi_0) b = -b;
  while (b !== bi_0) { var r = a % b; a = b; b = r; }
  return a;
}
//Provides: bi_compare
function bi_compare(a, b) { return a < b ? -1 : a > b ? 1 : 0; }
//Provides: bi_equal
function bi_equal(a, b) { return a === b ? 1 : 0; }
//Provides: bi_sign
//Requires: bi_0
function bi_sign(a) { return a < bi_0 ? -1 : a > bi_0 ? 1 : 0; }
//Provides: bi_is_odd
//Requires: bi_0, bi_1
function bi_is_odd(a) { return (a & bi_1) !== bi_0 ? 1 : 0; }
//Provides: bi_half
//Requires: bi_1
function bi_half(a) { return a >> bi_1; }
//Provides: bi_shl
//Requires: bi_0
function bi_shl(a, b) { if (b < bi_0 || b >= BigInt(16777216)) throw new globalThis.RangeError("shl"); return a << b; }
//Provides: exactpl_export
//Requires: caml_string_of_jsbytes, caml_string_of_jsstring, caml_jsstring_of_string
function exactpl_export(check, digest) {
  var js = caml_jsstring_of_string;
  function run(cert, subjects) {
    var r = check(cert, [0].concat(subjects));
    return { verdict: js(r[1]), line: js(r[2]), about: js(r[3]), json: js(r[4]) };
  }
  // Texts, as a page has them; or strings with one character for each byte.
  function checkCertificate(cert) {
    return run(caml_string_of_jsstring(cert), Array.prototype.slice.call(arguments, 1).map(caml_string_of_jsstring));
  }
  function checkBytes(cert) {
    return run(caml_string_of_jsbytes(cert), Array.prototype.slice.call(arguments, 1).map(caml_string_of_jsbytes));
  }
  globalThis.exactplChecker = { checkCertificate: checkCertificate, checkBytes: checkBytes, sha256: js(digest) };
  return 0;
}

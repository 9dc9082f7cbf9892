// Node: node checker.js CERT... [--subject f=FILE] [--subject g=FILE] [--json]; require() gives the functions.
if (typeof module === "object" && module.exports && typeof require === "function") {
  module.exports = globalThis.exactplChecker;
  if (require.main === module) {
    var fs = require("fs"), args = process.argv.slice(2), certs = [], given = ["", ""], json = false, worst = 0;
    var usage = function (text) {
      process.stderr.write(text + "\nusage: node checker.js CERT... [--subject f=FILE] [--subject g=FILE] [--json]\n");
      process.exit(2);
    };
    var bytes = function (path) {
      try { return fs.readFileSync(path, "latin1"); } catch (e) { usage("cannot read a file: " + e.code); }
    };
    while (args.length) {
      var word = args.shift();
      if (word === "--json") json = true;
      else if (word === "--subject" && args.length && /^[fg]=/.test(args[0])) {
        var value = args.shift();
        given[value[0] === "f" ? 0 : 1] = bytes(value.slice(2));
      } else if (word[0] === "-") usage("unknown option, or one without its value");
      else certs.push(word);
    }
    if (!certs.length || (certs.length > 1 && (given[0] || given[1]))) usage("a certificate is needed; files of subjects with one only");
    var rank = [0, 3, 1];
    certs.forEach(function (cert) {
      var v = globalThis.exactplChecker.checkBytes(bytes(cert), given[0], given[1]);
      if (certs.length > 1) process.stderr.write("certificate " + JSON.stringify(cert) + "\n");
      if (v.about) process.stderr.write(v.about + "\n");
      fs.writeSync(1, (json ? v.json : v.line) + "\n");
      var status = v.verdict === "ACCEPT" ? 0 : v.verdict === "REJECT" ? 1 : 3;
      if (rank.indexOf(status) > rank.indexOf(worst)) worst = status;
    });
    process.exitCode = worst;
  }
}

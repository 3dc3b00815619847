using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs without an entry of their own: those that read files are listed; for all others only a few signs are known.</summary>
internal static class OtherPrograms
{
    private static readonly HashSet<string> Readers = new(StringComparer.Ordinal)
    {
        "strings", "vim", "nano", "emacs", "code", "pbcopy", "xclip", "open", "xdg-open", "diff", "colordiff", "delta", "cmp", "comm",
            "hexyl", "glow", "mdcat", "pygmentize", "highlight", "ed", "ex", "subl", "micro", "hx", "look",
        "enscript", "lp", "lpr", "bcat", "ccat", "zcat", "bzcat", "xzcat", "most", "objdump", "readelf", "qrencode", "gpg2", "age",
            "step", "jwt", "openssl-view", "md2html", "pandoc", "split", "csplit",
        "csvlook", "csvcut", "csvgrep", "csvsort", "csvstat", "csvjson", "csvjoin", "csvstack", "csvformat", "csvclean", "csvsql", "in2csv",
            "mlr", "xsv", "qsv", "xan", "visidata", "vd", "tidy-viewer", "tv", "jless", "fx", "lnav", "moar", "ov", "sdiff", "vimdiff",
            "icdiff", "difft", "xmllint", "xmlstarlet", "html2text", "pdftotext", "catdoc", "antiword", "docx2txt", "xlsx2csv", "lolcat",
            "frogmouth", "rich", "tspin", "hexedit", "exiftool", "mutool",
    };

    private static readonly string[] Miners = ["xmrig", "minerd", "cpuminer", "ccminer", "ethminer", "nbminer", "t-rex", "lolminer",
        "phoenixminer", "cgminer", "bfgminer", "xmr-stak", "nanominer", "gminer", "srbminer-multi", "cryptonight"];

    public static Content Run(Call call)
    {
        NoteMining(call);

        if (call.Name is "code" or "cursor" or "codium" or "windsurf" && call.Args.SkipWhile(arg => arg.Text is not "--install-extension")
            .Skip(1).FirstOrDefault() is { } extension)
        {
            if (extension.Text.Contains("://", StringComparison.Ordinal) || call.Walk.Files.ContainsKey(call.Path(extension.Text).Full))
            {
                call.Emit(EffectKind.InstallFrom, extension.Text);
            }

            return Content.Unknown;
        }

        // A runner of workflows, which from then on runs what others push.
        if ((call.Name is "config.sh" && call.Args.Any(arg => arg.Text is "--url") && call.Args.Any(arg => arg.Text is "--token"))
            || (call.Name is "svc.sh" && call.Args is [{ Text: "install" }, ..]))
        {
            call.Emit(EffectKind.Autostart, call.Name);
        }

        if (call.Name is "emacs" && call.Args.Any(arg => arg.Text.Contains("(url-", StringComparison.Ordinal)
            && (arg.Text.Contains("(load", StringComparison.Ordinal) || arg.Text.Contains("(eval", StringComparison.Ordinal))))
        {
            call.Emit(EffectKind.Execute, "emacs", data: DataKinds.Network);
        }

        SqlOptions.Note(call);
        if (Readers.Contains(call.Name))
        {
            var data = call.Input.Data;
            foreach (var operand in Arguments.Read(call.Args).Operands)
            {
                data |= call.Read(operand).Data;
            }

            return Content.Unknown.With(data | (call.Name is "zcat" or "bzcat" or "xzcat"
                || (call.Name is "age" && call.Args.Any(arg => arg.Text is "-d" or "--decrypt")) ? DataKinds.Decoded : DataKinds.None));
        }

        return Content.Unknown.With(call.Input.Data & ~(DataKinds.Environment | DataKinds.Endless));
    }

    /// <summary>Records a program that is a miner's, or gets the address of a pool of them.</summary>
    public static void NoteMining(Call call)
    {
        if (Miners.Contains(call.Name, StringComparer.OrdinalIgnoreCase)
            || call.Args.Any(arg => arg.Text.StartsWith("stratum+", StringComparison.OrdinalIgnoreCase)
                || arg.Text.Contains("=stratum+", StringComparison.OrdinalIgnoreCase)))
        {
            call.Emit(EffectKind.Mine, call.Name);
        }
    }

    /// <summary>Whether a name is a miner's.</summary>
    public static bool IsMiner(string name) => Miners.Any(miner => name.Contains(miner, StringComparison.OrdinalIgnoreCase));
}

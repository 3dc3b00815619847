namespace ToolTime.SecurityBench;

/// <summary>Texts that make careless readers slow.</summary>
internal static class Hostile
{
    private const int Length = 64 * 1024;

    public static IEnumerable<(string Name, string Command)> All()
    {
        foreach (var (name, unit) in ((string, string)[])[
            ("open parentheses", "("), ("open arithmetic", "(("), ("open substitutions", "$("), ("backticks", "`"), ("open braces", "{a,"),
                ("nested braces", "{{"), ("open parameters", "${a:-"), ("quotes", "'\""),
            ("here-documents", "cat <<A\n"), ("pipes", "a|"), ("words", "rm -rf /tmp/x;"), ("stars", "*"), ("assignments", "a=$a$a;"),
                ("loops", "for i in {1..99};do "), ("evals", "eval "), ("functions", "f(){ f;};f;"), ("patterns", "${a##*a*a*a*b}"),
                ("variables of shells", "echo \"$(cat ~/.bashrc)\na=b\" > ~/.bashrc;"),
                ("images", "echo \"RUN $(cat Dockerfile)\" > Dockerfile;"),
                ("files that run", "echo \"$(cat .envrc)$a\" > .envrc;a=$a.;"), ("aliases", "git config alias.a '!git a;git a';git a;")])
        {
            yield return (name, string.Concat(Enumerable.Repeat(unit, Length / unit.Length)));
        }

        yield return ("doubling", "a=xxxxxxxxxxxxxxxx;" + string.Concat(Enumerable.Repeat("a=$a$a$a$a;", 200)) + "eval $a");
        yield return ("nested loops", string.Concat(Enumerable.Repeat("for i in 1 2 3 4 5 6 7 8; do ",
            12)) + "rm -rf $i" + string.Concat(Enumerable.Repeat("; done", 12)));
        yield return ("foreign calls", "python3 -c '" + string.Concat(Enumerable.Repeat("os.system(join(", 4000)) + "'");
        yield return ("foreign sends", "node -e '" + string.Concat(Enumerable.Repeat("fetch(\"a\",", 6000)) + "'");
        yield return ("foreign loops", "node -e '" + string.Concat(Enumerable.Repeat("for(;;)f.write(", 4000)) + "'");
        yield return ("calls in parentheses", "pwsh -c '" + string.Concat(Enumerable.Repeat("IEX(\"a\"+(", 6000)) + "'");
        yield return ("blank lines", $"pwsh -c 'a{new string('\n', Length)}'");
        yield return ("foreign statements", "python3 -c '" + string.Concat(Enumerable.Repeat("execute(\"drop table a\");", 2600)) + "'");
    }
}

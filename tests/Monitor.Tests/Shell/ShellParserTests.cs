using ToolTime.Monitor.Security.Shell;

namespace ToolTime.Monitor.Tests.Shell;

public sealed class ShellParserTests
{
    [Theory]
    [InlineData("ls -la", "[ls -la]")]
    [InlineData("a=1 b='x y' ls", "[a=1 b='x y' ls]")]
    [InlineData("r''m \\-rf \"$HOME\"", "[rm '-'rf \"${HOME }]")]
    [InlineData("echo $'a\\x41\\n'", "[echo 'aA\n']")]
    [InlineData("echo \"a\\\"b\\n$x\"", "[echo 'a\"b\\n'\"${x }]")]
    [InlineData("a | b |& c", "([a] | [b 2>&1] | [c])")]
    [InlineData("! a && b || c", "((!([a]) && [b]) || [c])")]
    [InlineData("a; b & c", "[a] ; [b] & ; [c]")]
    [InlineData("a # b\nc", "[a] ; [c]")]
    [InlineData("echo a#b", "[echo a#b]")]
    [InlineData("{ a; b; } > f", "group([a] ; [b]) >f")]
    [InlineData("(a; b) 2>/dev/null", "sub([a] ; [b]) 2>/dev/null")]
    [InlineData("a >f 2>&1 <in >>g &>h", "[a >f 2>&1 <in >>g &>h]")]
    [InlineData("cat <<EOF\nx $y\nEOF\nls", "[cat <<'x '\"${y }'\n'] ; [ls]")]
    [InlineData("cat <<-'EOF' | sh\n\t$y\n\tEOF\n", "([cat <<'$y\n'] | [sh])")]
    [InlineData("cat <<< word", "[cat <<<word]")]
    [InlineData("echo $(a; b) `c \\`d\\``", "[echo $([a] ; [b]) $([c $([d])])]")]
    [InlineData("diff <(a) >(b)", "[diff <([a]) >([b])]")]
    [InlineData("echo $((1 + x)) $[2]", "[echo $(('1 + x')) $(('2'))]")]
    [InlineData("echo ${a:-b c} ${#a} ${!a} ${a[@]} ${a//x/y} ${a:1:2}",
        "[echo ${a :-b c} ${a length} ${a indirect} ${a['@'] } ${a //x/y} ${a :1:2}]")]
    [InlineData("a=(x 'y z') b[1]=2 c+=3", "[a=(x 'y z') b['1']=2 c+=3]")]
    [InlineData("if a; then b; elif c; then d; else e; fi", "if([a] => [b], [c] => [d], else [e])")]
    [InlineData("while a; do b; done < f", "while([a] => [b]) <f")]
    [InlineData("until a\ndo b\ndone", "until([a] => [b])")]
    [InlineData("for x in 1 2; do echo $x; done", "for(x in 1 2 => [echo ${x }])")]
    [InlineData("for ((i=0; i<3; i++)); do a; done", "for(('i=0; i<3; i++') => [a])")]
    [InlineData("case $x in a|b) c;; *) d;; esac", "case(${x }: a|b => [c], * => [d])")]
    [InlineData("f() { a; }; function g { b; }", "function f group([a]) ; function g group([b])")]
    [InlineData("[[ $a == b && -f c ]] && d", "(test(${a } == b && -f c) && [d])")]
    [InlineData("((x++)); ((a); b)", "(('x++')) ; sub(sub([a]) ; [b])")]
    [InlineData("echo {a,b} *.txt !(x)", "[echo {a,b} *.txt !(x)]")]
    [InlineData("time -p sleep 1", "[sleep 1]")]
    [InlineData("a \\\n  b", "[a b]")]
    [InlineData("declare -a x=(1 2)", "[x=(1 2) declare -a]")]
    [InlineData("exec 3<>/dev/tcp/h/1", "[exec 3<>/dev/tcp/h/1]")]
    public void Parse_ValidText_IsReadAsAShellDoes(string text, string expected)
    {
        var script = ShellParser.Parse(text);
        Assert.Equal((expected, false), (ShellDump.Dump(script), script.HasErrors));
    }

    [Theory]
    [InlineData("a ) b", "[a] ; [b]")]
    [InlineData("echo 'x", "[echo 'x']")]
    [InlineData("echo \"x $(a", "[echo 'x '\"$([a])]")]
    [InlineData("if a; then b", "if([a] => [b])")]
    [InlineData("fi; rm x", "[rm x]")]
    [InlineData("a && ; b", "[a] ; [b]")]
    [InlineData("cat <<EOF\nrm x", "[cat <<'rm x\n']")]
    [InlineData("${", "[${ }]")]
    public void Parse_InvalidText_GoesOnAndSaysSo(string text, string expected)
    {
        var script = ShellParser.Parse(text);
        Assert.Equal((expected, true), (ShellDump.Dump(script), script.HasErrors));
    }

    [Fact]
    public void Parse_MoreThanTheBound_ReadsUpToIt()
    {
        var script = ShellParser.Parse(new string(' ', ShellParser.MaxLength) + "ls");
        Assert.Equal((0, true), (script.Statements.Count, script.HasErrors));
    }

    [Theory]
    [InlineData("(")]
    [InlineData("$(")]
    [InlineData("((")]
    [InlineData("${a:-")]
    [InlineData("if ")]
    [InlineData("{ ")]
    [InlineData("\"$(")]
    [InlineData("a=(")]
    [InlineData("case x in a) ")]
    public void Parse_DeepNesting_EndsWithoutFailing(string unit) =>
        Assert.True(ShellParser.Parse(string.Concat(Enumerable.Repeat(unit, ShellParser.MaxLength / unit.Length))).HasErrors);
}

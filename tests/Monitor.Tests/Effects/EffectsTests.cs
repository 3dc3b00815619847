namespace ToolTime.Monitor.Tests.Effects;

/// <summary>A command's effects are seen through everything around it, and merely mentioning a command has none.</summary>
public sealed class EffectsTests
{
    [Theory]
    [InlineData("{0}")]
    [InlineData("sudo {0}")]
    [InlineData("env A=1 nice -n 5 nohup {0} &")]
    [InlineData("timeout -k 5 60 {0}")]
    [InlineData("time {0} > /tmp/o 2>&1")]
    [InlineData("command {0} || true")]
    [InlineData("bash -lc '{0}'")]
    [InlineData("sh -c \"sh -c '{0}'\"")]
    [InlineData("eval '{0}'")]
    [InlineData("echo '{0}' | bash")]
    [InlineData("bash <<'E'\n{0}\nE")]
    [InlineData("bash <<< '{0}'")]
    [InlineData("x='{0}'; $x")]
    [InlineData("f() {{ {0}; }}; f")]
    [InlineData("if true; then {0}; fi")]
    [InlineData("for i in 1; do {0}; done")]
    [InlineData("while read l; do {0}; done < f")]
    [InlineData("case a in a) {0};; esac")]
    [InlineData("( cd /tmp && ls ); {{ {0}; }}")]
    [InlineData("a && b || {0}")]
    [InlineData("echo $({0})")]
    [InlineData("echo `{0}`")]
    [InlineData("cat <({0})")]
    [InlineData("echo \"${{x:-$({0})}}\"")]
    [InlineData("trap '{0}' EXIT")]
    [InlineData("printf '%s\\n' '{0}' > /tmp/s.sh; sh /tmp/s.sh")]
    [InlineData("find . -maxdepth 0 -exec {0} \\;")]
    [InlineData("echo x | xargs -I% {0}")]
    [InlineData("watch -n 1 '{0}'")]
    [InlineData("script -qc '{0}' /dev/null")]
    [InlineData("python3 -c \"import os; os.system('{0}')\"")]
    [InlineData("python3 -c \"import subprocess; subprocess.run('{0}', shell=True)\"")]
    [InlineData("node -e \"require('child_process').execSync('{0}')\"")]
    [InlineData("perl -e 'system(\"{0}\")'")]
    [InlineData("ruby -e '`{0}`'")]
    [InlineData("awk 'BEGIN {{ system(\"{0}\") }}'")]
    [InlineData("alias z='{0}'; z")]
    [InlineData("uv run -- {0}")]
    [InlineData("cmd /c \"{0}\"")]
    [InlineData("echo a; # comment\n{0}")]
    [InlineData("echo ) ; {0}")]
    [InlineData("a=(1 2); [[ -n $a ]] && {0}")]
    public void Evaluate_DangerousCommandInside_IsFound(string around) =>
        Assert.Contains("git.force-push", Engine.Bash(string.Format(System.Globalization.CultureInfo.InvariantCulture, around,
            "git push -f")).Serious().Rules());

    [Theory]
    [InlineData("echo 'git push -f'")]
    [InlineData("git commit -m 'git push -f'")]
    [InlineData("cat > a.sh <<'E'\ngit push -f\nE")]
    [InlineData("echo \"run git push -f\" >> notes.md")]
    [InlineData("grep -rn 'git push -f' .")]
    [InlineData("# git push -f")]
    [InlineData("f() { git push -f; }; echo done")]
    [InlineData("alias z='git push -f'; ls")]
    [InlineData("x='git push -f'; echo \"$x\"")]
    [InlineData("python3 -c \"print('git push -f')\"")]
    [InlineData("node -e \"console.log('git push -f')\"")]
    [InlineData("[ \"$x\" = 'git push -f' ] && exit 1")]
    [InlineData("jq --arg c 'git push -f' -n '$c'")]
    public void Evaluate_TextThatSpeaksOfIt_IsNotFound(string command) => Assert.Empty(Engine.Bash(command).Serious());

    [Fact]
    public void Evaluate_ChainOfThousands_IsEvaluatedFromItsFirst() =>
        Assert.Contains("git.force-push", Engine.Bash($"git push -f && {string.Join(" && ", Enumerable.Repeat("a", 9000))}").Rules());
}

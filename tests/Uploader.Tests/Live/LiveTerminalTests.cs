using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using ToolTime.Uploader.Reports;

namespace ToolTime.Uploader.Tests.Live;

/// <summary>`tooltime live` in a terminal created by script(1).</summary>
public sealed partial class LiveTerminalTests : IDisposable
{
    private const string Script = "/usr/bin/script";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(60);

    private readonly TestHome _home = new();

    public void Dispose() => _home.Dispose();

    [Theory]
    [InlineData(24, 80)]
    [InlineData(5, 30)]
    public async Task Live_InATerminal_FitsIntoItAndEndsByItsKey(int rows, int columns)
    {
        var shown = await ShowAsync("xterm", $"rows {rows} cols {columns}", "quit");

        Assert.Contains("\e[?25h\e[?1049l", shown);
        Assert.All(shown.Split("\e[H").Skip(1), screen =>
        {
            var lines = Sequences().Replace(screen, "").Split('\n');
            Assert.InRange(lines.Length, 1, rows);
            Assert.All(lines, line => Assert.InRange(TextWidth.Measure(line.TrimEnd('\r')), 0, columns));
        });
    }

    [Fact]
    public async Task Live_InATerminalThatIsDumb_PrintsItOnce()
    {
        var shown = await ShowAsync("dumb", "rows 24 cols 80", until: null);

        Assert.DoesNotContain('\e', shown);
        Assert.Contains("ToolTime live", shown);
    }

    // Shows it until it prints something, then presses q; or until it ends by itself.
    private async Task<string> ShowAsync(string terminal, string size, string? until)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() && File.Exists(Script), "There is no script(1) of util-linux.");
        var start = new ProcessStartInfo(Script, ["-qefc", $"/usr/bin/stty {size} && exec '{TestHome.Command}' live", "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        _home.CopyEnvironmentTo(start);
        start.Environment["TERM"] = terminal;
        start.Environment["SHELL"] = "/bin/sh";
        using var script = Process.Start(start)!;
        var (shown, buffer, isPressed) = (new StringBuilder(), new char[4096], false);
        var stop = TestContext.Current.CancellationToken;
        while (await script.StandardOutput.ReadAsync(buffer, stop).AsTask().WaitAsync(Limit, stop) is > 0 and var read)
        {
            shown.Append(buffer, 0, read);
            if (until is not null && !isPressed && shown.ToString().Contains(until, StringComparison.Ordinal))
            {
                isPressed = true;
                await script.StandardInput.WriteAsync("q".AsMemory(), stop);
                await script.StandardInput.FlushAsync(stop);
            }
        }

        await script.WaitForExitAsync(stop);
        Assert.Equal(0, script.ExitCode);
        return shown.ToString();
    }

    [GeneratedRegex("\e(?:\\[[?0-9;]*[A-Za-z]|[=>])")]
    private static partial Regex Sequences();
}

namespace ToolTime.Pages.Tests;

/// <summary>Debian's chromium, driven by Playwright; nothing is downloaded.</summary>
internal static class Chromium
{
    /// <summary>The shell without windows, which needs less time; where it is not installed, the whole browser.</summary>
    private static readonly string[] Programs = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

    private static readonly string[] Arguments =
    [
        "--no-sandbox",
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--process-per-site",
        "--renderer-process-limit=2",
    ];

    /// <summary>Starts one; null if none is installed.</summary>
    public static async Task<IBrowser?> LaunchAsync(IPlaywright playwright)
    {
        // Pages become what is expected of them after some time, and a busy machine takes longer than the library's 5 seconds.
        Assertions.SetDefaultExpectTimeout(60_000);
        return Programs.FirstOrDefault(File.Exists) is { } program
            ? await playwright.Chromium.LaunchAsync(new() { ExecutablePath = program, Args = Arguments })
            : null;
    }
}

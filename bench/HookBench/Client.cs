using System.Diagnostics;

namespace ToolTime.HookBench;

/// <summary>The client as it is installed.</summary>
internal static class Client
{
    /// <summary>As one native file, or as the runtime with the program compiled ahead.</summary>
    public static string Publish(string root, string folder, bool isNative = true)
    {
        var output = Path.Combine(folder, isNative ? "client" : "client-ready-to-run");
        var start = new ProcessStartInfo(
            "dotnet",
            [
                "publish",
                Path.Combine(root, "src", "Uploader"),
                isNative ? "-p:PublishAot=true" : "-p:PublishAot=false",
                "-o",
                output,
                "--nologo",
                "-v",
                "quiet",
            ]
        );
        using var publish = Process.Start(start)!;
        publish.WaitForExit();
        return publish.ExitCode == 0
            ? Path.Combine(output, "tooltime")
            : throw new InvalidOperationException("The client could not be published.");
    }
}

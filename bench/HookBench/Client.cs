using System.Diagnostics;

namespace ToolTime.HookBench;

/// <summary>The client as it is installed.</summary>
internal static class Client
{
    public static string Publish(string root, string folder)
    {
        var output = Path.Combine(folder, "client");
        var start = new ProcessStartInfo(
            "dotnet",
            ["publish", Path.Combine(root, "src", "Uploader"), "-p:PublishProfile=linux-x64", "-o", output, "--nologo", "-v", "quiet"]
        );
        using var publish = Process.Start(start)!;
        publish.WaitForExit();
        return publish.ExitCode == 0
            ? Path.Combine(output, "tooltime")
            : throw new InvalidOperationException("The client could not be published.");
    }
}

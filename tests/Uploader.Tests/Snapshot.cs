using System.Runtime.CompilerServices;

namespace ToolTime.Uploader.Tests;

/// <summary>
/// Compares output with a file under fixtures/. TOOLTIME_RENEW_SNAPSHOTS=1 rewrites the files, to be reviewed before they are committed.
/// </summary>
internal static class Snapshot
{
    public static void Check(string name, string printed, [CallerFilePath] string caller = "")
    {
        if (Environment.GetEnvironmentVariable("TOOLTIME_RENEW_SNAPSHOTS") is "1")
        {
            var folder = Path.GetDirectoryName(caller)!;
            while (!File.Exists(Path.Combine(folder, "Uploader.Tests.csproj")))
            {
                folder = Path.GetDirectoryName(folder)!;
            }

            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(folder, "fixtures", name))!);
            File.WriteAllText(Path.Combine(folder, "fixtures", name), printed);
            return;
        }

        Assert.Equal(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "fixtures", name)), printed);
    }
}

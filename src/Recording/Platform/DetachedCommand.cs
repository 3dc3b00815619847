using System.Collections;
using System.Diagnostics;
using System.Text;

namespace ToolTime.Recording.Platform;

/// <summary>
/// Starts this executable again as a process in its own session, with none of our handles: a program that waits for a hook, or kills it
/// with all its children, does not affect it.
/// </summary>
internal static class DetachedCommand
{
    public static void Start(params string[] arguments)
    {
        if (OwnExecutable.Path is not { } executable)
        {
            return;
        }

        if (Libc.IsUsable)
        {
            Spawn(executable, arguments);
        }
        else
        {
            Process
                .Start(new ProcessStartInfo(executable, arguments) { UseShellExecute = true, WindowStyle = ProcessWindowStyle.Hidden })
                ?.Dispose();
        }
    }

    private static unsafe void Spawn(string executable, string[] arguments)
    {
        var environment = new List<string>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            environment.Add($"{variable.Key}={variable.Value}");
        }

        fixed (
            byte* path = Terminated(executable),
                nowhere = Terminated("/dev/null")
        )
        fixed (
            byte* argumentBytes = Terminated([executable, .. arguments], out var argumentStarts),
                variableBytes = Terminated(environment, out var variableStarts)
        )
        fixed (
            nint* argumentList = Pointers(argumentBytes, argumentStarts),
                variableList = Pointers(variableBytes, variableStarts)
        )
        {
            _ = Libc.SpawnInNewSession(path, nowhere, argumentList, variableList);
        }
    }

    private static byte[] Terminated(string text) => Terminated([text], out _);

    private static byte[] Terminated(List<string> texts, out int[] starts)
    {
        var bytes = new List<byte>();
        starts = new int[texts.Count];
        for (var i = 0; i < texts.Count; i++)
        {
            starts[i] = bytes.Count;
            bytes.AddRange(Encoding.UTF8.GetBytes(texts[i]));
            bytes.Add(0);
        }

        return [.. bytes];
    }

    private static unsafe nint[] Pointers(byte* first, int[] starts)
    {
        var pointers = new nint[starts.Length + 1];
        for (var i = 0; i < starts.Length; i++)
        {
            pointers[i] = (nint)(first + starts[i]);
        }

        return pointers;
    }
}

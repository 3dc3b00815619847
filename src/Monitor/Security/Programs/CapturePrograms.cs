using ToolTime.Monitor.Security.Effects;

namespace ToolTime.Monitor.Security.Programs;

/// <summary>Programs that capture the clipboard, the screen or speech, none of which belongs to the project.</summary>
internal static class CapturePrograms
{
    private static readonly string[] Devices = ["x11grab", "kmsgrab", "gdigrab", "avfoundation", "dshow", "alsa", "pulse", "v4l2"];

    public static void AddTo(Dictionary<string, Func<Call, Content>> programs)
    {
        programs["pbpaste"] = programs["wl-paste"] = _ => Taken;
        programs["xclip"] = programs["xsel"] = call => call.Args.Any(arg => arg.Text is "-o" or "-out" or "--output") ? Taken
            : OtherPrograms.Run(call);
        // What others send, as text.
        programs["tcpdump"] = programs["tshark"] = Listen;
        programs["screencapture"] = programs["scrot"] = programs["grim"] = programs["maim"] = programs["import"] = programs["arecord"] =
            programs["spectacle"] = programs["gnome-screenshot"] = call => Store(call, call.Args);
        programs["ffmpeg"] = call => call.Args.Any(arg => Devices.Contains(arg.Text)) ? Store(call, call.Args) : OtherPrograms.Run(call);
    }

    private static Content Taken => Content.Unknown.With(DataKinds.Outside);

    private static Content Listen(Call call)
    {
        if (call.Args.Any(arg => arg.Text is "lo" or "lo0" or "-ilo"))
        {
            return Content.Unknown;
        }

        return call.Args.Any(arg => arg.Text.StartsWith("-A", StringComparison.Ordinal)) ? UploadPrograms.Secret(call, $"{call.Name} -A")
            : Taken;
    }

    /// <summary>The last argument is the file, unless it is an option; without one, output goes to standard output.</summary>
    private static Content Store(Call call, IReadOnlyList<Field> args)
    {
        if (args.Count == 0 || args[^1].Text.StartsWith('-'))
        {
            return Taken;
        }

        call.Write(args[^1], Taken);
        return Content.Nothing;
    }
}

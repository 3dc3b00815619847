using ToolTime.Recording.Hooks;

namespace ToolTime.Recording.Tests.Hooks;

public sealed class EventLogTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("tooltime log ж ").FullName;

    private string Log => Path.Combine(_folder, "new", "log.jsonl");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Append_Lines_ReturnsTheLengthOfTheFile()
    {
        Assert.Equal((3, 6), (EventLog.Append(Log, "{}"u8.ToArray()), EventLog.Append(Log, "{}"u8.ToArray())));
        File.AppendAllText(Log, "{torn");
        Assert.Equal(15, EventLog.Append(Log, "{}"u8.ToArray()));
        Assert.Equal("{}\n{}\n{torn\n{}\n", File.ReadAllText(Log));
    }

    [Fact]
    public void Append_FileThatHasAsMuchAsItMay_WritesNothing()
    {
        EventLog.Append(Log, "{}"u8.ToArray());
        using (var file = File.OpenWrite(Log))
        {
            file.SetLength(EventLog.MaxBytes);
        }

        Assert.Equal((0, EventLog.MaxBytes), (EventLog.Append(Log, "{}"u8.ToArray()), new FileInfo(Log).Length));
    }

    [Fact]
    public void Append_FullDisk_IsNotWritten()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "It is a device of Linux.");
        Assert.Equal(0, EventLog.Append("/dev/full", "{}"u8.ToArray()));
    }
}

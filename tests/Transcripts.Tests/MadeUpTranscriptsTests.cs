namespace ToolTime.Transcripts.Tests;

public sealed class MadeUpTranscriptsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_MadeUpTranscripts_ComeToWhatWasWritten(int seed)
    {
        using var test = new TranscriptHome();
        var made = new MadeUpTranscripts(test.In("claude"), seed);
        made.Write(4 * 1024 * 1024);

        var read = test.Read();
        Assert.Equal(
            made.Totals,
            new MadeUpTotals
            {
                Responses = read.Responses,
                Input = read.Input,
                Output = read.Output,
                CacheWrite = read.CacheWrite,
                CacheRead = read.CacheRead,
                Errors = read.Errors,
            }
        );
        Assert.Equal((made.Totals.Responses, made.Totals.Responses, made.Bytes), (read.Calls, read.Observed, read.BytesRead));
    }
}

using System.Runtime.InteropServices;

namespace ToolTime.Transcripts.Index;

/// <summary>A response as the index stores it, byte for byte: its layout is a file format and never changes within a version.</summary>
[StructLayout(LayoutKind.Sequential, Pack = 4)]
internal struct ResponseRow : IKeyedRow
{
    private IdHash _key;
    public uint At;
    public int Session;
    public int Model;
    public UsageKind Kind;
    public uint Input;
    public uint Output;
    public uint CacheWrite5m;
    public uint CacheWrite1h;
    public uint CacheRead;
    public uint Reserved;
    public long CostMicros;

    // Prices of some models go by whether a prompt is longer than this.
    private const int LongPromptTokens = 200_000;

    public readonly TokenCount Tokens => new(Input, Output, CacheWrite5m, CacheWrite1h, CacheRead);

    public readonly IdHash Key => _key;

    public static ResponseRow From(ReadResponse response, int session, int model) => new()
    {
        _key = response.Key,
        At = response.At,
        Session = session,
        Model = model,
        Kind = (response.Tokens.Prompt > LongPromptTokens ? UsageKind.LongPrompt : 0) | (response.CostMicros >= 0 ? UsageKind.PricedByClient : 0),
        Input = (uint)response.Tokens.Input,
        Output = (uint)response.Tokens.Output,
        CacheWrite5m = (uint)response.Tokens.CacheWrite5m,
        CacheWrite1h = (uint)response.Tokens.CacheWrite1h,
        CacheRead = (uint)response.Tokens.CacheRead,
        CostMicros = Math.Max(0, response.CostMicros),
    };
}

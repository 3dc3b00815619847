using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;

namespace ToolTime.Api.Requests;

/// <summary>Answers bytes that are made for each request, under an entity tag that is the first half of their SHA-256.</summary>
internal static class HashedBytes
{
    public static FileContentHttpResult Answer(byte[] body, string contentType) =>
        TypedResults.Bytes(body, contentType, entityTag: new($"\"{Convert.ToHexStringLower(SHA256.HashData(body).AsSpan(0, 16))}\""));
}
